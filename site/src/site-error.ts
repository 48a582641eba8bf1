/** A fault in what the site is made from, told in one sentence without a stack trace. */
export class SiteError extends Error {
  override readonly name = "SiteError";
}
