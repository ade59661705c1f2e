// The button for light or dark pages, the list of headings, and notes on claims:
// until a note's mark is pressed it is folded, which hides it on narrow screens
// and shortens it in the margin of wide ones. Without this script notes are open
// on narrow screens, and those in the margin unfold with the focus.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  // The reader's choice of a light or dark page; without one it is the system's.
  function stored() {
    try { return localStorage.getItem("scheme"); } catch (e) { return null; }
  }
  function isDark() {
    var chosen = root.getAttribute("data-scheme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (stored() === "dark" || stored() === "light") root.setAttribute("data-scheme", stored());

  function showSchemeButton() {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    function label() {
      button.setAttribute("aria-label", isDark() ? button.dataset.useLight : button.dataset.useDark);
    }
    button.addEventListener("click", function () {
      var scheme = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", scheme);
      try { localStorage.setItem("scheme", scheme); } catch (e) { /* not kept */ }
      label();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
    label();
    button.hidden = false;
  }

  // On a narrow screen the list of headings is folded, and a button in place of
  // its title unfolds it.
  function foldContents() {
    var button = document.querySelector(".contents button");
    if (!button) return;
    var contents = button.closest(".contents");
    function show(open) {
      contents.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function () {
      show(button.getAttribute("aria-expanded") !== "true");
    });
    contents.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      show(false);
      if (button.offsetParent) button.focus();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    showSchemeButton();
    foldContents();
    var claims = [];
    var runs = [];
    document.querySelectorAll(".claim, button.mark").forEach(function (el) {
      if (el.closest("footer")) return;
      if (!el.matches("button.mark")) {
        runs.push(el);
        return;
      }
      var note = document.getElementById(el.getAttribute("aria-controls"));
      if (note) claims.push({ mark: el, note: note, runs: runs });
      runs = [];
    });

    function fold(claim, open) {
      claim.note.classList.toggle("open", open);
      claim.mark.setAttribute("aria-expanded", String(open));
    }

    // A link from elsewhere to a claim or a note opens it.
    function unfoldTarget() {
      var id = location.hash.slice(1);
      claims.forEach(function (claim) {
        if (claim.note.id === id || claim.note.id === "note-" + id) fold(claim, true);
      });
    }

    claims.forEach(function (claim) {
      fold(claim, false);
      claim.mark.addEventListener("click", function () {
        fold(claim, claim.mark.getAttribute("aria-expanded") !== "true");
      });
      [claim.mark, claim.note].forEach(function (part) {
        part.addEventListener("keydown", function (event) {
          if (event.key !== "Escape" || claim.mark.getAttribute("aria-expanded") !== "true") return;
          fold(claim, false);
          claim.mark.focus();
        });
      });
      var parts = claim.runs.concat([claim.mark, claim.note]);
      function glow(on) {
        parts.forEach(function (part) { part.classList.toggle("hot", on); });
      }
      parts.forEach(function (part) {
        part.addEventListener("mouseenter", function () { glow(true); });
        part.addEventListener("mouseleave", function () { glow(false); });
      });
      [claim.mark, claim.note].forEach(function (part) {
        part.addEventListener("focusin", function () { glow(true); });
        part.addEventListener("focusout", function () { glow(false); });
      });
    });

    window.addEventListener("hashchange", unfoldTarget);
    unfoldTarget();
  });
})();
