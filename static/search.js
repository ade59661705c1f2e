// The search: reads the index that was made with the site, the parts of it
// that a query needs. Nothing leaves the reader's browser but requests for
// files of this site.
(function () {
  "use strict";
  var SHOWN = 20;
  var files = {};
  var latest = 0;

  function load(name) {
    files[name] = files[name] || fetch(name).then(function (response) {
      if (!response.ok) throw new Error(name + ": " + response.status);
      return response.json();
    });
    return files[name];
  }

  // The words of a text, as the index has them.
  function words(text) {
    var plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    return (plain.match(/[\p{L}\p{N}]+/gu) || []).filter(function (w) { return w.length > 1; });
  }

  // The shard that has a word: that of the longest name that it starts with.
  function shardOf(index, word) {
    var found = "_";
    index.shards.forEach(function (name) {
      if (word.startsWith(name) && (found === "_" || name.length > found.length)) found = name;
    });
    return found;
  }

  // The documents of a list of [distance, weight, ...], with their scores.
  function addPostings(scores, list, factor) {
    var doc = 0;
    for (var i = 0; i < list.length; i += 2) {
      doc += list[i];
      scores.set(doc, Math.max(scores.get(doc) || 0, list[i + 1] * factor));
    }
  }

  // What one word finds. The word that is still being written also finds
  // those that it begins.
  function find(index, word, unfinished) {
    var shard = shardOf(index, word);
    if (index.shards.indexOf(shard) < 0) return Promise.resolve(new Map());
    return load("w-" + shard + ".json").then(function (terms) {
      var scores = new Map();
      Object.keys(terms).forEach(function (term) {
        if (term !== word && !(unfinished && term.startsWith(word))) return;
        var rarity = Math.log(1 + index.docs / (terms[term].length / 2));
        addPostings(scores, terms[term], term === word ? rarity : rarity / 2);
      });
      return scores;
    });
  }

  // The documents that all words find; those of most words where none has all.
  function rank(perWord, allowed) {
    var total = new Map();
    var hits = new Map();
    perWord.forEach(function (scores) {
      scores.forEach(function (score, doc) {
        if (allowed && !allowed.has(doc)) return;
        total.set(doc, (total.get(doc) || 0) + score);
        hits.set(doc, (hits.get(doc) || 0) + 1);
      });
    });
    var most = Math.max.apply(null, [0].concat(Array.from(hits.values())));
    return Array.from(total.keys())
      .filter(function (doc) { return hits.get(doc) === most; })
      .sort(function (a, b) { return total.get(b) - total.get(a) || a - b; });
  }

  function docsOf(facet) {
    var doc = 0;
    return new Set(facet.docs.map(function (step) { return (doc += step); }));
  }

  function element(name, className, text) {
    var el = document.createElement(name);
    if (className) el.className = className;
    if (text) el.textContent = text;
    return el;
  }

  // Words as words.yaml has them, in the form for the number n, with n and more
  // put in.
  function say(forms, n, more) {
    forms = JSON.parse(forms);
    var text = forms[new Intl.PluralRules(forms.lang).select(n)] || forms.other;
    return text.replace("{1}", n).replace("{2}", more);
  }

  function show(form, found, rows) {
    var list = form.results;
    list.replaceChildren();
    rows.forEach(function (row) {
      var item = element("li");
      var link = element("a", "", row[1]);
      link.href = form.root + row[0];
      item.append(link);
      if (row[2]) item.append(element("p", "", row[2]));
      item.append(element("p", "cap", row[3]));
      list.append(item);
    });
    form.status.textContent = found === 0 ? form.words.none :
      say(found > rows.length ? form.words.first : form.words.results, found, rows.length);
  }

  function search(form) {
    var turn = ++latest;
    var query = words(form.query.value);
    var facets = form.facets.filter(function (select) { return select.value !== ""; });
    if (query.length === 0 && facets.length === 0) {
      form.results.replaceChildren();
      form.status.textContent = "";
      return Promise.resolve();
    }
    return Promise.all([load("index.json"), facets.length > 0 ? load("facets.json") : null]).then(function (loaded) {
      var index = loaded[0];
      var allowed = null;
      facets.forEach(function (select) {
        var docs = docsOf(loaded[1][select.name][Number(select.value)]);
        allowed = allowed ? new Set(Array.from(allowed).filter(function (doc) { return docs.has(doc); })) : docs;
      });
      return Promise.all(query.map(function (word, i) { return find(index, word, i === query.length - 1); })).then(function (perWord) {
        var docs = query.length > 0 ? rank(perWord, allowed) : Array.from(allowed);
        var first = docs.slice(0, SHOWN);
        return Promise.all(first.map(function (doc) {
          return load("docs-" + Math.floor(doc / index.block) + ".json").then(function (block) { return block[doc % index.block]; });
        })).then(function (rows) {
          if (turn === latest) show(form, docs.length, rows);
        });
      });
    }).catch(function (error) {
      if (turn === latest) form.status.textContent = form.words.broken.replace("{1}", error.message);
    });
  }

  // The facets are filled when someone turns to them, or comes with some.
  function fill(form) {
    return load("facets.json").then(function (facets) {
      form.facets.forEach(function (select) {
        if (select.options.length > 1) return;
        (facets[select.name] || []).forEach(function (facet, i) {
          var option = element("option", "", facet.name + " (" + facet.docs.length + ")");
          option.value = String(i);
          select.append(option);
        });
      });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("search-form");
    var form = {
      query: box.elements.q,
      facets: [box.elements.journals, box.elements.designs],
      results: document.getElementById("search-results"),
      status: document.getElementById("search-status"),
      root: box.dataset.root,
      words: box.dataset
    };
    box.hidden = false;
    box.addEventListener("submit", function (event) { event.preventDefault(); });
    box.addEventListener("input", function () {
      search(form);
      history.replaceState(null, "", form.query.value ? "?q=" + encodeURIComponent(form.query.value) : location.pathname);
    });
    form.facets.forEach(function (select) {
      select.addEventListener("focus", function () { fill(form).catch(function () {}); });
      select.addEventListener("pointerenter", function () { fill(form).catch(function () {}); });
    });
    form.query.value = new URLSearchParams(location.search).get("q") || "";
    search(form);
  });
})();
