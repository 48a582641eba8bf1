/** A member of a {@link DenseSet}, which keeps its place in it; -1 where it is in none. */
export interface DenseMember {
  index: number;
}

/**
 * A set whose members know their places, so that entering and leaving cost a few stores and no hashing.
 * A member is in one such set at most, and the set has no order of its own.
 */
export class DenseSet<Member extends DenseMember> {
  readonly #members: Member[] = [];

  get size(): number {
    return this.#members.length;
  }

  has(member: Member): boolean {
    return this.#members[member.index] === member;
  }

  add(member: Member): void {
    member.index = this.#members.length;
    this.#members.push(member);
  }

  /** Takes a member out, if it is in; the last one moves into its place. */
  delete(member: Member): void {
    if (!this.has(member)) return;
    const last = this.#members.pop() as Member;
    if (last !== member) {
      this.#members[member.index] = last;
      last.index = member.index;
    }
    member.index = -1;
  }

  /** The members of the moment, in no order. */
  toArray(): Member[] {
    return this.#members.slice();
  }
}
