// What a reader sees of the claims on this page. The value is
// {Claims: [id], Problems: [text]}.
(() => {
  const problems = [];
  const wide = innerWidth >= 992;
  const marks = [...document.querySelectorAll("button.mark")];

  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const widest = [...document.querySelectorAll("body *")].find(
      (el) => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest(".scroll, pre"));
    problems.push(`the page is ${root.scrollWidth} wide` + (widest ? `: ${widest.outerHTML.slice(0, 120)}` : ""));
  }

  if (getComputedStyle(document.querySelector("h1")).fontSize === "32px" && !document.styleSheets.length) {
    problems.push("no stylesheet");
  }

  // Everything open: that is when notes could get in each other's way.
  marks.forEach((mark) => {
    if (mark.getAttribute("aria-expanded") === "false") mark.click();
  });

  const claims = [];
  const notes = [];
  for (const mark of marks) {
    const note = document.getElementById(mark.getAttribute("aria-controls"));
    const id = mark.getAttribute("aria-controls").replace(/^note-/, "");
    const anchor = document.getElementById(id);
    if (!note || !anchor) {
      problems.push(`claim ${id} has no note or no anchor`);
      continue;
    }
    claims.push(id);
    notes.push(note);
    const label = mark.getAttribute("aria-label") || "";
    if (!mark.textContent.trim() || !label.startsWith(mark.textContent)) problems.push(`the mark of ${id} says ${JSON.stringify(mark.textContent)}, its label ${JSON.stringify(label)}`);
    const at = mark.getBoundingClientRect();
    if (at.width < 8 || at.left < 0 || (at.right > innerWidth && !mark.closest(".scroll"))) problems.push(`the mark of ${id} is not in view`);
    if (getComputedStyle(anchor).textDecorationLine !== "underline" && anchor !== mark) problems.push(`claim ${id} is not underlined`);
  }

  const boxes = notes.map((note) => note.getBoundingClientRect());
  const column = document.querySelector("div.text")?.getBoundingClientRect();
  notes.forEach((note, i) => {
    const box = boxes[i];
    const name = note.id;
    if (getComputedStyle(note).display === "none" || box.height < 12 || box.width < 100) {
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
    // Nothing may cover its first words.
    note.scrollIntoView({ block: "center" });
    const first = note.firstElementChild.getClientRects()[0];
    const hit = document.elementFromPoint(first.left + 4, first.top + first.height / 2);
    if (!hit || !note.contains(hit)) problems.push(`${name} is covered by ${hit ? hit.outerHTML.slice(0, 80) : "nothing"}`);
  });
  scrollTo(0, 0);
  return { Claims: claims, Problems: problems };
})()
