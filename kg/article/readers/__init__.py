"""One module a format, each with ``read``; ``kg.article.formats`` tells which one a source needs."""
