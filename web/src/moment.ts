// A moment of the server's in words, in the zone of whoever reads.

export interface Said {
  text: string;
  /** With seconds and the name of the zone. */
  exact: string;
}

/**
 * `iso` in the language of the page, or null where it is no moment. Of `wishes`, the browser's languages, the first that
 * speaks the page's language decides how it writes a date; `zone` is the browser's own where it is not given.
 */
export function zoned(iso: string, language: string, day: boolean, wishes: readonly string[] = [], zone?: string): Said | null {
  const at = new Date(iso);
  if (!iso || Number.isNaN(at.getTime())) return null;
  const locale = wishes.find((wish) => wish.split("-")[0] === language.split("-")[0]) ?? language;
  const where = zone === undefined ? {} : { timeZone: zone };
  const write = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { ...options, ...where }).format(at);
  return {
    text: write(day ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" }),
    exact: write({ dateStyle: "full", timeStyle: "long" }),
  };
}
