"""What strangers may write into an article: scripts, addresses that run, text that is turned around."""

OVERRIDE = "\u202e"
TITLE = f'<script>alert("title")</script> "quoted" {OVERRIDE}gnp.exe'
NAME = f'"><img src=x onerror=alert(4)>{OVERRIDE}vorvaL'
ADDRESSES = {
    "https://news.example/0": "javascript:alert(1)//x",
    "https://news.example/1": "data:text/html,alert(2)",
}
TEXT = (
    "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia {number}. "
    'He said <img src=x onerror=alert(3)> was "a provocation".'
)
