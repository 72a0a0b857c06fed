// Day or night. The wish is kept in a cookie, because only the server can write it into the page before the first paint.

const YEAR_S = 365 * 24 * 3600;

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    document.cookie = `theme=${next}; path=/; max-age=${YEAR_S}; samesite=lax`;
  });
}

function current(): string {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
