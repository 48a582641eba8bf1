/** How each class of token looks; styles/code.css says the same for the static text, and a test holds them together. */
export const tokenColors: Record<string, Record<string, string>> = {
  keyword: { color: "var(--tok-keyword)" },
  operator: { color: "var(--tok-operator)" },
  string: { color: "var(--tok-string)" },
  string2: { color: "var(--tok-string)" },
  number: { color: "var(--tok-number)" },
  bool: { color: "var(--tok-number)" },
  atom: { color: "var(--tok-number)" },
  comment: { color: "var(--tok-comment)", fontStyle: "italic" },
  typeName: { color: "var(--tok-type)" },
  className: { color: "var(--tok-type)" },
  propertyName: { color: "var(--tok-property)" },
  punctuation: { color: "var(--tok-punctuation)" },
};
