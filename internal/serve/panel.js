// The editor's layer over a page of the preview: the findings of the page, what
// keeps files from being published, and the reload. It lives in a shadow root of
// its own, so that it and the page have nothing to do with each other's looks.
(function () {
  "use strict";
  var script = document.currentScript;
  var token = script.dataset.token;
  var page = script.dataset.page;
  var state = 0;
  var view = null; // of the page, as the preview sent it last
  var whole = null; // of the site
  var hiddenTrouble = ""; // what was put aside

  function kept(store, key, value) {
    try {
      if (value === undefined) return store.getItem("stet-" + key) || "";
      store.setItem("stet-" + key, value);
    } catch (e) { /* not kept */ }
    return value || "";
  }

  // el makes an element. Texts are texts: nothing of a file becomes HTML.
  function el(name, attributes) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
    });
    for (var i = 2; i < arguments.length; i++) add(made, arguments[i]);
    return made;
  }
  function add(parent, child) {
    if (Array.isArray(child)) child.forEach(function (c) { add(parent, c); });
    else if (child !== null && child !== undefined && child !== "") parent.append(child);
  }
  function fill(parent) {
    parent.replaceChildren();
    for (var i = 1; i < arguments.length; i++) add(parent, arguments[i]);
  }
  function many(n, one) { return n + " " + one + (n === 1 ? "" : "s"); }

  // The parts that stay.
  var host = document.createElement("stet-preview");
  host.hidden = true; // until it has its styles
  var root = host.attachShadow({ mode: "open" });
  var styles = el("link", { rel: "stylesheet", href: "/_stet/panel.css", load: function () { host.hidden = false; makeRoom(); } });
  var glow = el("div", { class: "glow", "aria-hidden": "true" });
  var trouble = el("section", { class: "trouble", "aria-label": "Errors", hidden: true });
  var toggle = el("button", { type: "button", class: "toggle", "aria-controls": "panel", title: "Alt+Shift+P", click: function () { show(panel.hidden, true); } });
  var panel = el("aside", { id: "panel", "aria-label": "Findings of this page", hidden: true, keydown: move });
  var said = el("p", { class: "said", role: "status" });
  root.append(styles, glow, trouble, panel, toggle, said);
  document.documentElement.append(host);

  function scheme() {
    host.setAttribute("data-scheme", document.documentElement.getAttribute("data-scheme") || "");
  }
  new MutationObserver(scheme).observe(document.documentElement, { attributes: true, attributeFilter: ["data-scheme"] });
  scheme();

  function show(open, focus) {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    kept(localStorage, "open", open ? "yes" : "no");
    makeRoom();
    if (focus) (open ? panel.querySelector("button, select, a") || panel : toggle).focus();
  }

  // makeRoom leaves the open panel a part of the window of its own, where there
  // is room for both. It is the only thing that the layer does to the page.
  function makeRoom() {
    var page = document.documentElement, rem = parseFloat(getComputedStyle(page).fontSize);
    var room = !panel.hidden && !host.hidden && innerWidth - panel.offsetWidth >= 57 * rem; // a text, its notes, and edges of .75rem
    page.style.marginRight = room ? panel.offsetWidth + "px" : "";
    if (room) page.style.setProperty("--edge", "clamp(.75rem, (100vw - " + panel.offsetWidth + "px - 55.5rem) / 2, 3rem)");
    else page.style.removeProperty("--edge");
  }
  addEventListener("resize", makeRoom);
  addEventListener("beforeprint", function () {
    document.documentElement.style.marginRight = "";
    document.documentElement.style.removeProperty("--edge");
  });
  addEventListener("afterprint", makeRoom);

  // move takes the focus from finding to finding with the arrow keys.
  function move(event) {
    if (event.key === "Escape") return show(false, true);
    if (event.target.matches("select")) return;
    var jumps = Array.from(panel.querySelectorAll("li:not([hidden]) > .jump"));
    var at = jumps.indexOf(root.activeElement && root.activeElement.closest("li") ? root.activeElement.closest("li").querySelector(".jump") : null);
    var to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: jumps.length - 1 }[event.key];
    if (to === undefined || !jumps[to]) return;
    event.preventDefault();
    jumps[to].focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.altKey && event.shiftKey && event.code === "KeyP") {
      event.preventDefault();
      show(panel.hidden, true);
    }
  });

  // copy puts a text on the clipboard. Pages that were not loaded from the
  // machine itself have no clipboard but the old command.
  function copy(text, button) {
    function done(ok) {
      var before = button.textContent;
      button.textContent = ok ? "Copied" : "Not copied: select it";
      said.textContent = ok ? "Copied " + text : "The browser does not let this page copy";
      setTimeout(function () { button.textContent = before; }, 1500);
    }
    function old() {
      var area = el("textarea", { class: "copied", "aria-hidden": "true" });
      area.value = text;
      root.append(area);
      area.select();
      var ok = false;
      try { ok = document.execCommand("copy"); } catch (e) { /* not copied */ }
      area.remove();
      button.focus();
      done(ok);
    }
    if (!navigator.clipboard) return old();
    navigator.clipboard.writeText(text).then(function () { done(true); }, old);
  }
  function copyButton(text, words) {
    return el("button", { type: "button", class: "copy", "data-copy": text, click: function () { copy(text, this); } }, words);
  }

  // claimRange is the part of the page that has the words of a claim.
  function claimRange(id) {
    var start = id && document.getElementById(id);
    if (!start) return null;
    var mark = document.querySelector('button[aria-controls="note-' + CSS.escape(id) + '"]');
    var range = document.createRange();
    range.setStartBefore(start);
    range.setEndAfter(mark && start.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING ? mark : start);
    return range;
  }
  var fading = 0;
  function jump(claim) {
    var range = claimRange(claim);
    if (!range) {
      said.textContent = "The finding has no place on the page";
      return;
    }
    var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.childNodes[range.startOffset].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    glow.replaceChildren();
    Array.from(range.getClientRects()).forEach(function (box) {
      if (box.width < 2 || box.height < 2) return;
      var part = el("div");
      part.style.left = box.left + scrollX - 3 + "px";
      part.style.top = box.top + scrollY - 2 + "px";
      part.style.width = box.width + 6 + "px";
      part.style.height = box.height + 4 + "px";
      glow.append(part);
    });
    clearTimeout(fading);
    fading = setTimeout(function () { glow.replaceChildren(); }, 3500);
  }

  function place(f) {
    var text = f.path + (f.line ? ":" + f.line + ":" + f.column : "");
    return f.open ? el("a", { class: "place", href: f.open, title: "Open in the editor" }, text) : el("span", { class: "place" }, text);
  }
  function excerpt(f) {
    if (!f.excerpt.join("")) return null;
    return el("pre", { class: "excerpt", tabindex: "0", "aria-label": "The line" }, f.excerpt[0], el("mark", {}, f.excerpt[1]), f.excerpt[2]);
  }
  function severity(f) { return f.waived ? "waived" : f.severity; }

  // nearest is a reference that may have been meant.
  function nearest(r) {
    return el("div", { class: "near" }, el("p", {}, el("b", {}, r.name), r.journal ? ", " : null, r.journal ? el("i", {}, r.journal) : null, r.title ? ". " + r.title : null),
      r.why ? el("p", { class: "why" }, r.why) : null,
      el("p", { class: "do" }, el("code", {}, r.citation), " ", copyButton(r.citation, "Copy citation")));
  }

  function findingItem(f) {
    var on = claimRange(f.claim) !== null;
    var head = [el("b", { class: "rule " + severity(f) }, f.rule || "error"), el("span", { class: "line" }, f.line ? "line " + f.line : f.path)];
    return el("li", { "data-rule": f.rule, "data-severity": severity(f) },
      on ? el("button", { type: "button", class: "jump", click: function () { jump(f.claim); } }, head) : el("div", { class: "jump", tabindex: "-1" }, head),
      el("p", { class: "message" }, f.message),
      excerpt(f),
      f.fields.length ? el("dl", { class: "fields" }, f.fields.map(function (c) {
        return [el("dt", {}, c.name), el("dd", { class: c.ok ? "yes" : "no" },
          c.ok ? (c.stated || c.found) + " ✓" : [c.stated ? el("s", {}, c.stated) : null, c.stated && c.found ? " " : null, c.found ? "found: " + c.found : null])];
      })) : null,
      f.waived ? el("p", { class: "hint" }, f.waived) : f.hint ? el("p", { class: "hint" }, f.hint) : null,
      f.nearest.slice(0, 1).map(nearest),
      f.nearest.length > 1 ? el("details", {}, el("summary", {}, many(f.nearest.length - 1, "more record")), f.nearest.slice(1).map(nearest)) : null,
      el("p", { class: "do" }, place(f), f.waiver ? " " : null, f.waiver ? copyButton(f.waiver, "Copy waiver") : null));
  }

  function draw() {
    if (!view) return;
    var found = view.findings.concat(whole ? whole.findings : []);
    found.sort(function (a, b) { return a.line - b.line || a.column - b.column; });
    var live = found.filter(function (f) { return !f.waived; });
    var count = { error: view.trouble.filter(function (f) { return f.path === view.path; }).length, warning: 0, note: 0 };
    live.forEach(function (f) { count[f.severity]++; });
    var short = [];
    ["error", "warning", "note"].forEach(function (level) { if (count[level]) short.push(many(count[level], level)); });
    toggle.replaceChildren(el("span", { class: "dot " + (count.error ? "error" : count.warning ? "warning" : "none"), "aria-hidden": "true" }), "stet: " + (short.join(", ") || (view.path ? "nothing found" : "this site")));

    var rules = {};
    found.forEach(function (f) { rules[f.rule] = (rules[f.rule] || 0) + 1; });
    var list = el("ol", {}, found.map(findingItem));
    var filter = el("select", { "aria-label": "Show", change: apply }, el("option", { value: "" }, "All findings (" + found.length + ")"),
      Object.keys(rules).sort().map(function (rule) { return el("option", { value: rule }, rule + " (" + rules[rule] + ")"); }));
    filter.value = kept(sessionStorage, "rule");
    if (filter.selectedIndex < 0) filter.selectedIndex = 0;
    function apply() {
      kept(sessionStorage, "rule", filter.value);
      list.querySelectorAll("li").forEach(function (li) { li.hidden = filter.value !== "" && li.dataset.rule !== filter.value; });
    }
    apply();

    var at = panel.scrollTop;
    fill(panel,
      el("header", {}, el("h2", {}, view.title || "This site"), el("button", { type: "button", class: "close", "aria-label": "Close", click: function () { show(false, true); } }, "×")),
      view.path ? el("p", { class: "where" }, view.open ? el("a", { class: "place", href: view.open, title: "Open in the editor" }, view.path) : el("span", { class: "place" }, view.path)) : null,
      view.withheld ? el("p", { class: "draft" }, el("b", {}, "Not published: "), view.withheld) : null,
      found.length ? el("p", { class: "filter" }, filter) : null,
      view.path && !found.length ? el("p", { class: "none" }, "Nothing was found on this page.") : null,
      list, siteParts());
    panel.scrollTop = at;
    drawTrouble();
  }

  function siteParts() {
    if (!whole) return el("footer", {}, el("p", {}, "Counting the site …"));
    var numbers = [["articles", whole.articles], ["claims", whole.claims], ["errors", whole.errors], ["warnings", whole.warnings], ["notes", whole.notes], ["waived", whole.waived], ["not published", whole.drafts]];
    return el("footer", {}, el("h3", {}, "The whole site"),
      el("dl", { class: "counts" }, numbers.map(function (n) { return el("div", {}, el("dt", {}, n[0]), el("dd", {}, String(n[1]))); })),
      el("p", {}, el("a", { href: "/audit/" }, "The audit")),
      whole.withheld.length ? [el("h3", {}, "Not published"), el("ul", {}, whole.withheld.map(function (d) { return el("li", {}, el("a", { href: d.url }, d.title), ", " + d.why); }))] : null);
  }

  // drawTrouble shows what keeps files from being published, over the last good
  // page.
  function drawTrouble() {
    var all = view.trouble.concat(whole ? whole.trouble : []);
    var key = JSON.stringify(all);
    trouble.hidden = all.length === 0 || key === hiddenTrouble;
    if (trouble.hidden) return;
    fill(trouble,
      el("header", {}, el("h2", { role: "alert" }, many(all.length, "error") + ": a build would publish nothing"),
        el("button", { type: "button", class: "close", "aria-label": "Hide the errors until they change", click: function () { hiddenTrouble = key; trouble.hidden = true; } }, "×")),
      view.stale ? el("p", {}, "What you see is the last state that could be shown.") : null,
      el("ol", {}, all.map(function (f) {
        return el("li", {}, el("p", {}, place(f), f.rule ? [" ", el("b", { class: "rule error" }, f.rule)] : null), el("p", { class: "message" }, f.message), excerpt(f), f.hint ? el("p", { class: "hint" }, f.hint) : null);
      })));
  }

  function ask(what) {
    return fetch("/_stet/" + what + "?token=" + encodeURIComponent(token) + "&at=" + encodeURIComponent(decodeURI(location.pathname))).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  // refresh looks whether the page is another one, and else draws what is said
  // of it anew.
  var asking = false, again = false;
  function refresh() {
    if (asking) { again = true; return; }
    asking = true;
    ask("page").then(function (got) {
      if (got.page !== page) return reload();
      view = got;
      state = got.state;
      whole = null;
      draw();
      host.dataset.state = String(state);
      return ask("site").then(function (all) {
        whole = all;
        draw();
      });
    }).catch(function () { /* the preview has ended, or is about to be asked again */ }).then(function () {
      asking = false;
      if (again) { again = false; refresh(); }
    });
  }

  // reload loads the page anew and comes back to where the reader was: to the
  // first place in view that is still there.
  function reload() {
    var seen = [];
    document.querySelectorAll("main [id]").forEach(function (place) {
      var top = place.getBoundingClientRect().top;
      if (top > -innerHeight / 2 && seen.length < 20) seen.push([place.id, top]);
    });
    kept(sessionStorage, "scroll", JSON.stringify({ at: location.pathname, y: scrollY, seen: seen }));
    history.scrollRestoration = "manual"; // comeBack knows better: the text may have moved
    location.reload();
  }
  function comeBack() {
    var left;
    try { left = JSON.parse(kept(sessionStorage, "scroll")); } catch (e) { return; }
    kept(sessionStorage, "scroll", "");
    setTimeout(function () { history.scrollRestoration = "auto"; }, 500); // not before the browser is done
    if (!left || left.at !== location.pathname) return;
    var y = left.y;
    left.seen.some(function (s) {
      var place = document.getElementById(s[0]);
      if (place) y = place.getBoundingClientRect().top + scrollY - s[1];
      return place;
    });
    scrollTo({ top: y, behavior: "instant" });
  }

  // Browsers open few streams to one host: a page that nobody sees has none.
  var stream = null;
  function listen() {
    if (document.visibilityState === "hidden") {
      if (stream) stream.close();
      stream = null;
      return;
    }
    if (stream) return;
    stream = new EventSource("/_stet/events?token=" + encodeURIComponent(token));
    stream.onmessage = function (event) { if (Number(event.data) !== state) refresh(); };
    stream.onerror = function () {
      if (stream && stream.readyState === EventSource.CLOSED) { // refused: the preview was started anew
        stream = null;
        setTimeout(function () {
          fetch(location.href, { method: "HEAD" }).then(function () { reload(); }, function () { listen(); });
        }, 2000);
      }
    };
  }
  document.addEventListener("visibilitychange", listen);

  if (document.readyState === "complete") comeBack();
  else addEventListener("load", comeBack);
  show(kept(localStorage, "open") !== "no" && innerWidth >= 900, false);
  refresh();
  listen();
})();
