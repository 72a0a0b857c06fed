// On a narrow screen the entries of the masthead scroll sideways: the one being visited must be in sight.

const nav = document.querySelector<HTMLElement>(".mast nav");
const here = nav?.querySelector<HTMLElement>("[aria-current]");
if (nav && here) {
  const hidden = here.getBoundingClientRect().right - nav.getBoundingClientRect().right;
  if (hidden > 0) nav.scrollLeft += hidden;
}
