"use strict";
{
  const form = document.getElementById("filters");
  const [verdict, severity, file, words, count] = ["verdict", "severity", "file", "words", "count"].map((id) => document.getElementById(id));
  const sections = [...document.querySelectorAll("main > section[id]")].map((section) => ({
    section,
    items: [...section.querySelectorAll(".item")].map((item) => ({ item, text: item.textContent.toLowerCase() })),
  }));
  const total = sections.reduce((n, s) => n + s.items.length, 0);
  const weighs = ({ dataset }) => {
    const [kind, state] = severity.value.split(" ");
    return !kind || (state ? dataset.state === state : dataset.severity === kind);
  };
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, items } of sections) {
      let some = false;
      for (const { item, text } of items) {
        const fits = (!verdict.value || item.dataset.verdict === verdict.value) && weighs(item)
          && (!file.value || section.id === file.value) && wanted.every((w) => text.includes(w));
        item.hidden = !fits;
        some ||= fits;
        shown += fits ? 1 : 0;
      }
      section.hidden = !some;
    }
    count.textContent = `${shown} of ${total} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}
