// The language switch posts the place to come back to; only the browser knows the part after `#`.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-language-switch]")) return;
  const next = form.elements.namedItem("next");
  if (next instanceof HTMLInputElement) next.value = location.pathname + location.search + location.hash;
});
