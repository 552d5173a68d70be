// Starts Yasgui in <div id="yasgui">, in place of the plain form that stands there. It asks our server and nobody else.

const SUGGESTIONS = 50;
const FIRST_QUERY = `PREFIX kg: <https://w3id.org/geopolitical-kg/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?who ?content ?statement WHERE {
  ?statement a kg:Statement ;
             kg:speaker/rdfs:label ?who ;
             kg:content ?content .
}
LIMIT 20
`;

const place = document.getElementById("yasgui");
if (place && window.Yasgui) start(place);

async function start(place) {
  const { prefixes, terms } = await vocabulary(place.dataset.terms);
  const endpoint = new URL(place.dataset.endpoint, document.baseURI).href;
  const query = declared(place.dataset.query, prefixes);
  const { Yasqe } = Yasgui;
  // In the defaults themselves: lists in a configuration are merged with those of the defaults, which ask other servers
  // (Linked Open Vocabularies) for classes and properties.
  Yasqe.defaults.autocompleters = ["variables", "prefixes", "terms"];
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes",
    get: () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    persistenceId: null,
  });
  Yasqe.registerAutocompleter(termCompleter(Yasqe, terms));

  place.replaceChildren();
  nameForReaders(place);
  if (place.dataset.about) linkToAbout(place, new URL(place.dataset.about, document.baseURI));
  const request = { ...Yasqe.defaults.requestConfig, endpoint, method: "POST" };
  const yasgui = new Yasgui(place, {
    requestConfig: request,
    endpointCatalogueOptions: { getData: () => [] },
    copyEndpointOnNewTab: false,
    // A link tells the query alone: never another endpoint, headers or graphs.
    populateFromUrl: (tab) => ({ ...tab, requestConfig: request }),
    persistenceId: `kg ${endpoint}`,
    autofocus: false,
    yasqe: { value: query || FIRST_QUERY },
    // What a store answered is not kept in the browser: the next store at this address would seem to say it.
    yasr: { prefixes, maxPersistentResponseSize: 0 },
  });
  if (query) show(yasgui, query);
}

// Our server knows our prefixes; the editor takes a query without them for wrong.
function declared(query, prefixes) {
  const missing = Object.entries(prefixes).filter(
    ([prefix]) =>
      new RegExp(`(^|[^\\w:<.-])${prefix}:`).test(query) && !new RegExp(`PREFIX\\s+${prefix}\\s*:`, "i").test(query),
  );
  return missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + query;
}

async function vocabulary(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) return await answer.json();
  } catch (fault) {
    console.warn("kg: no completion of terms:", fault);
  }
  return { prefixes: {}, terms: [] };
}

// The page was opened with a query, which may not be that of the tab where the reader stopped last time.
function show(yasgui, query) {
  const stored = yasgui.persistentConfig;
  const known = stored.getTabs().find((id) => stored.getTab(id).yasqe.value === query);
  if (known) yasgui.selectTabId(known);
  else yasgui.addTab(true, { yasqe: { value: query } });
}

// Our terms as prefixed names, found by what their name or label has in it, beginnings first.
function termCompleter(Yasqe, terms) {
  const byName = new Map(terms.map((term) => [term.name, term]));
  const { class: classes, property: properties } = Yasqe.Autocompleters;

  function kindsAt(yasqe) {
    const token = yasqe.getCompleteToken();
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    if (!/^[\w-]{2,}$|:/.test(token.string) || /^[<"'?$#]/.test(token.string)) return [];
    if (before.string.toUpperCase() === "PREFIX") return [];
    if (classes.isValidCompletionPosition(yasqe)) return ["class"];
    if (properties.isValidCompletionPosition(yasqe)) return ["property"];
    return token.string.includes(":") ? ["class", "property", "code"] : [];
  }

  function suggested(yasqe, token) {
    const kinds = kindsAt(yasqe);
    const [word, prefix] = token.string.toLowerCase().split(":").reverse();
    const first = [];
    const then = [];
    for (const { name, label, kind } of terms) {
      const [local, ours] = name.toLowerCase().split(":").reverse();
      if (!kinds.includes(kind) || (prefix !== undefined && prefix !== ours)) continue;
      if (local.startsWith(word)) first.push(name);
      else if (`${local} ${(label ?? "").toLowerCase()}`.includes(word)) then.push(name);
    }
    return [...first, ...then].slice(0, SUGGESTIONS);
  }

  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => kindsAt(yasqe).length > 0,
    get: suggested,
    postprocessHints: (_yasqe, hints) => hints.map((hint) => ({ ...hint, render: drawn(byName.get(hint.text)) })),
  };
}

function drawn(term) {
  return (item) => {
    const told = document.createElement("span");
    told.className = "kg-told";
    told.textContent = term.definition || term.label || "";
    item.title = told.textContent;
    item.append(term.name, " ", told);
  };
}

// The table has no setting for where its IRIs lead, and draws rows when they are paged to: so each link as it appears.
function linkToAbout(place, about) {
  asTheyAppear(place, "a.iri[href]", (link) => {
    const address = new URL(about);
    address.searchParams.set("iri", link.getAttribute("href"));
    link.href = address;
    link.classList.replace("iri", "kg-iri");
  });
}

// What has no name that a screen reader could read, or a part that it does not expect.
function nameForReaders(place) {
  const names = { ".CodeMirror textarea": "SPARQL query", "select.tableSizer": "Rows of a page" };
  for (const [selector, name] of Object.entries(names)) {
    asTheyAppear(place, `${selector}:not([aria-label])`, (element) => element.setAttribute("aria-label", name));
  }
  asTheyAppear(place, "[role=tablist] button:not([role])", (button) => button.setAttribute("role", "tab"));
}

function asTheyAppear(place, selector, change) {
  new MutationObserver(() => place.querySelectorAll(selector).forEach(change)).observe(place, {
    childList: true,
    subtree: true,
  });
}
