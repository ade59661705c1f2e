// What is missing or cut off where this page is printed. The value is
// {Claims: [id with a verdict], Problems: [text]}.
(() => {
  const problems = [];
  const claims = [];
  const shown = (el) => {
    const box = el.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(el).visibility === "visible";
  };
  const must = (what, list) => list.forEach((el) => {
    if (!shown(el)) problems.push(`${what} is not printed: ${el.outerHTML.slice(0, 120)}`);
  });
  const all = (selector) => [...document.querySelectorAll(selector)];

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) problems.push(`the page is ${width} wide, the paper ${innerWidth}`);
  all("main *").forEach((el) => {
    if (el.scrollWidth > el.clientWidth + 1 && /auto|scroll|hidden|clip/.test(getComputedStyle(el).overflowX) && shown(el)) problems.push(`cut off: ${el.outerHTML.slice(0, 120)}`);
  });

  all("button.mark").forEach((mark) => {
    const id = mark.getAttribute("aria-controls").replace(/^note-/, "");
    const word = document.querySelector(`#note-${CSS.escape(id)} .word`);
    if (word && shown(word) && word.textContent.trim() && shown(mark)) claims.push(id);
  });
  must("a mark", all(".claim"));
  // The number of a claim that stands leads to the list.
  const printed = (el) => !el.closest(".note.stands:not(.apart)") || !document.getElementById(el.querySelector("a").hash.slice(1));
  must("a reference", all(".note .ref").filter(printed).concat(all(".refs li, .refs .ids a, .citation, .record dd")));
  must("a verdict", all(".verdicts th, .backlinks .word, .tally dd, .findings .message"));
  all("nav, header.site button, form, .skip").forEach((el) => {
    if (shown(el) && !el.matches(".section")) problems.push(`nothing to press on paper: ${el.outerHTML.slice(0, 120)}`);
  });
  const [paper, ink] = [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color];
  if (paper !== "rgb(255, 255, 255)" || ink !== "rgb(0, 0, 0)") problems.push(`printed ${ink} on ${paper}`);
  return { Claims: claims, Problems: problems };
})()
