// Chooses from the list of references by study design, journal, year and state.
// What is chosen stands in the page's address. The list stays as it is without
// this script; entries of its further pages are read from those pages.
(function () {
  "use strict";
  var SHOWN = 100;
  var NAMES = ["design", "journal", "year", "state"];
  var pages = {};
  var latest = 0;

  function load(name) {
    return fetch(name).then(function (response) {
      if (!response.ok) throw new Error(name + ": " + response.status);
      return response;
    });
  }

  // The entries of a page of the list, with links that lead from here.
  function entriesOf(n) {
    pages[n] = pages[n] || (n === 0 ? Promise.resolve(document) : load("page/" + (n + 1) + "/").then(function (response) {
      return response.text();
    }).then(function (html) {
      var other = new DOMParser().parseFromString(html, "text/html");
      var base = new URL("page/" + (n + 1) + "/", location.href);
      other.querySelectorAll("ol.all a[href]").forEach(function (a) { a.href = new URL(a.getAttribute("href"), base).href; });
      return other;
    })).then(function (doc) { return doc.querySelectorAll("ol.all:not(.chosen) > li"); });
    return pages[n];
  }

  // Words as words.yaml has them, in the form for the number n.
  function say(forms, n) {
    forms = JSON.parse(forms);
    return (forms[new Intl.PluralRules(forms.lang).select(n)] || forms.other).replace("{1}", n);
  }

  // The numbers of the references that have all that is chosen.
  function choose(form, data) {
    var wanted = NAMES.map(function (name) { return form.box.elements[name].value === "" ? -1 : form.box.elements[name].selectedIndex - 1; });
    var found = [];
    data.rows.forEach(function (row, i) {
      var fits = row.every(function (value, k) {
        return wanted[k] < 0 || (NAMES[k] === "state" ? Math.floor(value / Math.pow(2, wanted[k])) % 2 === 1 : value === wanted[k]);
      });
      if (fits) found.push(i);
    });
    return found;
  }

  function isChosen(form) {
    return NAMES.some(function (name) { return form.box.elements[name].value !== ""; });
  }

  // Shows the first of the found references, up to the number most.
  function show(form, data, found, most) {
    var turn = ++latest;
    var first = found.slice(0, most);
    return Promise.all(first.map(function (i) {
      return entriesOf(Math.floor(i / data.block)).then(function (entries) { return entries[i % data.block]; });
    })).then(function (entries) {
      if (turn !== latest) return;
      form.chosen.replaceChildren();
      entries.forEach(function (entry) {
        var li = document.importNode(entry, true);
        li.removeAttribute("id"); // the list below has it
        form.chosen.append(li);
      });
      form.more.hidden = found.length <= most;
      form.more.onclick = function () {
        show(form, data, found, most + SHOWN).then(function () {
          var next = form.chosen.children[most] && form.chosen.children[most].querySelector("a");
          if (next) next.focus();
        });
      };
      form.status.textContent = found.length === 0 ? form.box.dataset.none : say(form.box.dataset.found, found.length);
      reveal(form, true);
    });
  }

  // Shows what was chosen in the place of the list, or the list again.
  function reveal(form, chosen) {
    form.chosen.hidden = !chosen;
    form.reset.hidden = !chosen;
    form.list.forEach(function (part) { part.hidden = chosen; });
    if (!chosen) {
      form.more.hidden = true;
      form.status.textContent = "";
    }
  }

  function update(form) {
    if (!isChosen(form)) {
      latest++;
      reveal(form, false);
      return Promise.resolve();
    }
    return fill(form).then(function (data) { return show(form, data, choose(form, data), SHOWN); }).catch(function (error) {
      form.status.textContent = form.box.dataset.broken.replace("{1}", error.message);
    });
  }

  function remember(form) {
    var query = new URLSearchParams();
    NAMES.forEach(function (name) {
      if (form.box.elements[name].value) query.set(name, form.box.elements[name].value);
    });
    history.replaceState(null, "", query.toString() ? "?" + query : location.pathname);
  }

  // The options are filled when someone turns to them, or comes with some.
  function fill(form) {
    form.filled = form.filled || load("filter.json").then(function (response) { return response.json(); }).then(function (data) {
      NAMES.forEach(function (name) {
        var select = form.box.elements[name];
        data[name + "s"].forEach(function (option) {
          var el = document.createElement("option");
          el.value = option[0];
          el.textContent = option[1] + " (" + option[2] + ")";
          el.disabled = option[2] === 0;
          select.append(el);
        });
      });
      return data;
    });
    return form.filled;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("filter");
    if (!box) return;
    if (location.protocol === "file:") { // scripts read no files there
      box.remove();
      return;
    }
    var form = {
      box: box,
      list: document.querySelectorAll("ol.all:not(.chosen), .pager, .letters"),
      chosen: document.getElementById("filter-chosen"),
      more: document.getElementById("filter-more"),
      reset: document.getElementById("filter-reset"),
      status: document.getElementById("filter-status")
    };
    box.hidden = false;
    box.addEventListener("submit", function (event) { event.preventDefault(); });
    form.reset.addEventListener("click", function () {
      NAMES.forEach(function (name) { box.elements[name].value = ""; });
      remember(form);
      update(form);
      box.elements[NAMES[0]].focus();
    });
    NAMES.forEach(function (name) {
      var select = box.elements[name];
      ["focus", "pointerenter"].forEach(function (event) {
        select.addEventListener(event, function () { fill(form).catch(function () {}); });
      });
      select.addEventListener("change", function () {
        remember(form);
        update(form);
      });
    });
    var query = new URLSearchParams(location.search);
    if (!NAMES.some(function (name) { return query.get(name); })) return;
    fill(form).then(function () {
      NAMES.forEach(function (name) {
        var select = box.elements[name];
        select.value = query.get(name) || "";
        if (select.selectedIndex < 0) select.value = "";
      });
      return update(form);
    }).catch(function (error) { form.status.textContent = box.dataset.broken.replace("{1}", error.message); });
  });
})();
