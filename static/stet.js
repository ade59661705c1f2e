// Notes on claims: until their mark is pressed they are folded, which hides
// them on narrow screens and shortens them in the margin of wide ones. Without
// this script every note is simply open.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  document.addEventListener("DOMContentLoaded", function () {
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
      claim.mark.addEventListener("keydown", function (event) {
        if (event.key === "Escape") fold(claim, false);
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
