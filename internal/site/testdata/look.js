// What a reader sees of the claims on this page, with the notes folded
// and then with all of them unfolded. The value is
// {Claims: [id], Problems: [text]}.
(() => {
  const problems = [];
  const claims = [];
  const wide = innerWidth >= 992;
  const marks = [...document.querySelectorAll("button.mark")];
  const noteOf = (mark) => document.getElementById(mark.getAttribute("aria-controls"));
  const shown = (el) => getComputedStyle(el).display !== "none";

  // All notes folded, as the page comes.
  marks.forEach((mark) => {
    if (document.documentElement.classList.contains("js") && mark.getAttribute("aria-expanded") === "true") mark.click();
  });
  checkWidth();
  marks.forEach(checkMark);
  if (wide) checkNotes("folded");
  marks.forEach((mark) => {
    if (mark.getAttribute("aria-expanded") === "false") mark.click();
  });
  checkNotes("open");
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
    if (anchor !== mark && getComputedStyle(anchor).textDecorationLine !== "underline") problems.push(`claim ${id} is not underlined`);
  }

  function checkNotes(state) {
    const all = marks.map(noteOf).filter(Boolean);
    const notes = all.filter((note, i) => state !== "folded" || shown(note) || !saysNothingNew(note, all[i - 1]));
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

  // A folded note may be missing in the margin if the one before it names the
  // same sources and nothing more.
  function saysNothingNew(note, before) {
    const names = (el) => [...el.querySelectorAll("a")].map((a) => a.href).join(" ");
    return note.classList.contains("again") && before && names(note) !== "" && names(note) === names(before) && !note.querySelector(".tag.red");
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
