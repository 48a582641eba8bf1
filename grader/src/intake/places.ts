import type { Handed, ReadForm, Way } from "./handed.ts";
import type { Identities, Roster, RosterStudent } from "./intake.ts";
import { rosterLabel, type Match, type StudentFinder } from "./match-student.ts";
import { folded, shownName } from "./names.ts";

/** One student's work, whose it is, and under which name it is graded. */
export interface Place {
  readonly handed: Handed;
  readonly way: Way;
  readonly match: Match;
  /** As what it stands in the results. */
  readonly student: string;
  /** Others that claim the same student. */
  readonly rivals: readonly Handed[];
}

/** Whose every student's work is. Of two that claim one student neither is believed. */
export function placesOf(handed: readonly Handed[], finder: StudentFinder | undefined): Place[] {
  const found = handed.map((one) => ({ handed: one, ...wayOf(one, finder) }));
  const claims = new Map<string, Handed[]>();
  const claimOf = ({ match, way }: { match: Match; way: Way }): string | undefined => {
    if (match.kind === "matched") return `roster\0${match.student.key}`;
    return finder ? undefined : `name\0${folded(way.found.id ?? way.found.name)}`;
  };
  for (const one of found) {
    const claim = claimOf(one);
    if (claim) claims.set(claim, [...(claims.get(claim) ?? []), one.handed]);
  }
  const names = new Set(finder?.keys());
  return found.map((one): Place => {
    const rivals = claims.get(claimOf(one) ?? "") ?? [];
    const isSure = one.match.kind === "matched" && rivals.length === 1;
    if (isSure && one.match.kind === "matched")
      return { ...one, rivals: [], student: one.match.student.key };
    return {
      ...one,
      rivals: rivals.length > 1 ? rivals : [],
      student: freeName(one.way.found.name, one.handed.label, names),
    };
  });
}

/** The way to read whose work it is that finds somebody, if one alone does. */
function wayOf(handed: Handed, finder: StudentFinder | undefined): { way: Way; match: Match } {
  const first = handed.ways[0]!;
  const none: Match = { kind: "unmatched", nearest: [] };
  if (!finder) return { way: first, match: none };
  const tried = handed.ways.map((way) => ({ way, match: finder.find(way.found) }));
  if (tried.length === 1) return tried[0]!;
  const possible = tried.filter(({ match }) => match.kind !== "unmatched");
  const candidates = new Set(possible.flatMap(({ match }) => studentsOf(match)));
  const aside = possible.find(({ match }) => match.kind === "set aside");
  // A student who may choose a name may put somebody's number into it: two ways that find two are not chosen between.
  const sure = possible.find(({ match }) => match.kind === "matched" && !match.isDoubtful);
  if (sure && candidates.size === 1 && !aside) return sure;
  if (candidates.size === 0) return aside ?? tried[0]!;
  return { way: first, match: { kind: "ambiguous", candidates: [...candidates] } };
}

function studentsOf(match: Match): readonly RosterStudent[] {
  if (match.kind === "matched") return [match.student];
  return match.kind === "ambiguous" ? match.candidates : [];
}

/** A name for the results that nobody has yet. */
function freeName(name: string, label: string, taken: Set<string>): string {
  const wanted = [shownName(name), shownName(label)];
  let free = wanted.find((one) => one !== "" && !taken.has(one));
  for (let number = 2; free === undefined; number += 1) {
    const next = `${wanted[1]} (${number})`;
    if (!taken.has(next)) free = next;
  }
  taken.add(free);
  return free;
}

/** The keys of students whose work may be among what could not be told. */
export function unclearIn(places: readonly Place[]): Set<string> {
  const keys = places.flatMap(({ match, rivals }) => {
    if (match.kind === "ambiguous") return match.candidates.map(({ key }) => key);
    return match.kind === "matched" && rivals.length > 0 ? [match.student.key] : [];
  });
  return new Set(keys);
}

interface Placed {
  readonly form: Identities["form"];
  readonly places: readonly Place[];
  readonly passedOver: ReadForm["passedOver"];
  readonly roster: Roster | undefined;
}

/** Who handed in what, for people. */
export function identitiesOf({ form, places, passedOver, roster }: Placed): Identities {
  const theirs = places.filter(({ match }) => match.kind !== "set aside");
  const sure = theirs.filter(
    ({ match, rivals }) => match.kind === "matched" && rivals.length === 0,
  );
  const unclear = unclearIn(places);
  const known = new Set(theirs.map(({ student }) => student));
  const missing = (roster?.students ?? []).filter(
    ({ key }) => !known.has(key) && !unclear.has(key),
  );
  const aside = (roster?.setAside ?? []).map(({ row, why }) => ({ path: `roster, ${row}`, why }));
  return {
    form,
    matched: sure.length,
    found: theirs.length,
    ...(roster ? { onRoster: roster.students.length } : {}),
    unmatched: roster ? theirs.flatMap(unmatchedOf) : [],
    ambiguous: theirs.flatMap(({ match, student }) =>
      match.kind === "ambiguous"
        ? [{ found: student, candidates: match.candidates.map(rosterLabel) }]
        : [],
    ),
    duplicates: [...duplicatesIn(theirs), ...(roster?.duplicates ?? [])],
    missing: missing.map(rosterLabel),
    passedOver: [...passedOver, ...aside],
  };
}

function unmatchedOf({ match, student }: Place): Identities["unmatched"] {
  if (match.kind !== "unmatched") return [];
  return [{ found: student, nearest: match.nearest.map(rosterLabel) }];
}

function duplicatesIn(places: readonly Place[]): Identities["duplicates"] {
  const told = new Set<Handed>();
  return places.flatMap(({ match, rivals, student, handed }) => {
    if (rivals.length === 0 || told.has(handed)) return [];
    for (const rival of rivals) told.add(rival);
    const name = match.kind === "matched" ? rosterLabel(match.student) : student;
    return [{ student: name, found: rivals.map(({ label }) => shownName(label)) }];
  });
}
