// What a reader sees of the claims on this page, with the notes folded
// and then with all of them unfolded. The value is
// {Claims: [id], Problems: [text]}.
(() => {
  const problems = [];
  const claims = [];
  const wide = innerWidth >= 992;
  const lineHeight = parseFloat(getComputedStyle(document.body).lineHeight);
  const maxDrift = 5 * lineHeight;
  const marks = [...document.querySelectorAll("button.mark")];
  const noteOf = (mark) => document.getElementById(mark.getAttribute("aria-controls"));
  const shown = (el) => getComputedStyle(el).display !== "none";

  // All notes folded, as the page comes.
  marks.forEach((mark) => {
    if (document.documentElement.classList.contains("js") && mark.getAttribute("aria-expanded") === "true") mark.click();
  });
  checkWidth();
  marks.forEach(checkMark);
  if (wide) {
    checkNotes("folded");
    checkDrift();
  }
  marks.forEach((mark) => {
    if (mark.getAttribute("aria-expanded") === "false") mark.click();
  });
  const unfold = document.documentElement.classList.contains("js") || !wide;
  checkNotes(unfold ? "open" : "folded"); // without a script those in the margin unfold with the focus
  checkWidth();
  scrollTo(0, 0);
  return { Claims: claims, Problems: problems };

  function checkWidth() {
    const width = document.documentElement.scrollWidth;
    if (width <= innerWidth) return;
    const widest = [...document.querySelectorAll("body *")].find(
      (el) => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest(".scroll, pre"));
    problems.push(`the page is ${width} wide` + (widest ? `: ${widest.outerHTML.slice(0, 120)}` : ""));
  }

  function checkMark(mark) {
    const id = mark.getAttribute("aria-controls").replace(/^note-/, "");
    const anchor = document.getElementById(id);
    if (!noteOf(mark) || !anchor) {
      problems.push(`claim ${id} has no note or no anchor`);
      return;
    }
    claims.push(id);
    const words = mark.textContent;
    const label = mark.getAttribute("aria-label") || "";
    if (!words.trim() || !label.startsWith(words)) problems.push(`the mark of ${id} says ${JSON.stringify(words)}, its label ${JSON.stringify(label)}`);
    const box = mark.getBoundingClientRect();
    if (box.width < 8 || box.left < 0 || (box.right > innerWidth && !mark.closest(".scroll"))) problems.push(`the mark of ${id} is not in view`);
    const style = getComputedStyle(anchor);
    const dotted = style.backgroundImage.startsWith("radial-gradient");
    if (anchor !== mark && style.textDecorationLine !== "underline" && !dotted) problems.push(`claim ${id} has no line below it`);
    checkTie(mark, words);
  }

  // What hangs before a note is what its mark shows: a letter, or the number of
  // a reference.
  function checkTie(mark, words) {
    const ties = [...noteOf(mark).querySelectorAll(".tie")].map((el) => el.textContent);
    const letter = mark.querySelector("b")?.textContent;
    const own = letter ? [letter] : words.split(", ").filter((word) => /^\d+$/.test(word));
    if (own.some((tie) => !ties.includes(tie))) problems.push(`the mark ${JSON.stringify(words)} and its note do not show the same: ${ties}`);
  }

  function checkNotes(state) {
    const all = marks.map(noteOf).filter(Boolean);
    const notes = all.filter((note, i) => state !== "folded" || shown(note) || !saysNothingNew(note, all.slice(0, i).findLast(shown)));
    const column = document.querySelector("div.text")?.getBoundingClientRect();
    const boxes = notes.map((note) => note.getBoundingClientRect());
    notes.forEach((note, i) => {
      const box = boxes[i];
      const name = `${note.id} (${state})`;
      if (!shown(note) || box.height < 12 || box.width < 100) {
        problems.push(`${name} is not shown`);
        return;
      }
      if (box.left < 0 || box.right > innerWidth + 0.5) problems.push(`${name} sticks out: ${box.left} to ${box.right}`);
      if (note.scrollWidth > note.clientWidth + 1) problems.push(`${name} is cut off on its right`);
      if (parseFloat(getComputedStyle(note).fontSize) < 12) problems.push(`${name} is too small to read`);
      if (wide && !note.classList.contains("apart") && box.left < column.right) problems.push(`${name} stands in the text`);
      for (let j = 0; j < i; j++) {
        const other = boxes[j];
        const apart = box.top >= other.bottom - 0.5 || other.top >= box.bottom - 0.5 || box.left >= other.right || other.left >= box.right;
        if (!apart) problems.push(`${name} lies on ${notes[j].id}`);
      }
      checkUncovered(note, name);
    });
  }

  // A folded note may be missing in the margin if the last one there names its
  // sources.
  function saysNothingNew(note, before) {
    const names = (el) => [...el.querySelectorAll("a")].map((a) => a.href);
    return note.classList.contains("again") && before && names(note).length > 0 && names(note).every((name) => names(before).includes(name)) && !note.querySelector(".tag.red");
  }

  // A folded note in the margin begins beside its mark, or not far below where
  // others stand in its way.
  function checkDrift() {
    marks.forEach((mark) => {
      const note = noteOf(mark);
      if (!note || !shown(note) || note.classList.contains("apart")) return;
      const drift = note.getBoundingClientRect().top - mark.getBoundingClientRect().top;
      if (drift > maxDrift || drift < -lineHeight) problems.push(`${note.id} begins ${Math.round(drift)} pixels below its mark`);
    });
  }

  // Nothing may cover a note's first words.
  function checkUncovered(note, name) {
    const words = [...note.querySelectorAll("span, a")].find((el) => el.textContent.trim() && shown(el) && el.getClientRects().length);
    if (!words) {
      problems.push(`${name} says nothing`);
      return;
    }
    note.scrollIntoView({ block: "center", behavior: "instant" });
    const first = words.getClientRects()[0];
    const hit = document.elementFromPoint(first.left + 4, first.top + first.height / 2);
    if (!hit || !note.contains(hit)) problems.push(`${name} is covered by ${hit ? hit.outerHTML.slice(0, 80) : "nothing"}`);
  }
})()
