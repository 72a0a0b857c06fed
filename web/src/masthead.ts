// On a narrow screen the entries of the masthead, and the letters of the course, scroll sideways: the one being visited must be in sight.

for (const row of document.querySelectorAll<HTMLElement>(".mast nav, .map")) {
  const here = row.querySelector<HTMLElement>("[aria-current]");
  if (!here) continue;
  const hidden = here.getBoundingClientRect().right - row.getBoundingClientRect().right;
  if (hidden > 0) row.scrollLeft += hidden;
}
