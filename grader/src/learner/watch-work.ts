import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Exercise } from "@headgate/check/engine";
import { exercisesIn, findExercise, loadExercise, type ExerciseSource } from "@headgate/check/node";
import type { JailYard } from "../jail/jail-yard.ts";
import { AnswerWatcher } from "./answer-watcher.ts";
import { checkAnswer, type RunTimes } from "./check-answer.ts";
import { courseNotebooks, solvedInNotebook } from "./notebook-answers.ts";
import type { ProgressFile } from "./progress-file.ts";
import { resetAnswer } from "./reset-answer.ts";
import { standingOf } from "./standing-of.ts";
import { stateOf, type Standing } from "./state-of.ts";
import { keepStub } from "./stub-as-handed-out.ts";
import { typeNotes } from "./type-notes.ts";
import { WarmYard } from "./warm-yard.ts";
import type { WatchEffect, WatchEvent, WatchExercise } from "./watch-state.ts";

/** What the work of a watch needs. */
export interface WorkSettings {
  readonly root: string;
  readonly yard: JailYard;
  readonly modules: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  readonly progress: ProgressFile;
  readonly emit: (event: WatchEvent) => void;
  /** For benchmarks: what the verdict that was just emitted took. */
  readonly onTimes?: (times: RunTimes & { readonly noticedAt: number }) => void;
}

/** Milliseconds until a run is said to take long. */
const slowMs = 300;
/** Nobody waits for the survey; an endless loop in another exercise is not to take the processor for long. */
const surveyLimitMs = 2000;

/** Does what the states of a watch ask for, and emits what comes of it. */
export class WatchWork {
  readonly #settings: WorkSettings;
  readonly #warm: WarmYard;
  #sources: readonly ExerciseSource[];
  #toSurvey: readonly string[];
  #present:
    | { source: ExerciseSource; exercise: Promise<Exercise>; standing?: Standing }
    | undefined;
  #watcher: AnswerWatcher | undefined;
  #run: AbortController | undefined;
  /** What goes on behind a verdict: notes on types, then the survey. */
  #behind: AbortController | undefined;
  #noticedAt = performance.now();

  constructor(sources: readonly ExerciseSource[], settings: WorkSettings) {
    this.#settings = settings;
    this.#sources = sources;
    this.#toSurvey = sources.map(({ slug }) => slug);
    this.#warm = new WarmYard(settings.yard);
  }

  /** Does one thing; what takes time goes on by itself. */
  do(effect: Exclude<WatchEffect, { type: "suspend" | "redraw" | "quit" }>): void {
    switch (effect.type) {
      case "open":
        return this.#open(effect.slug, effect.run);
      case "check":
        return void this.#check(effect.run);
      case "stop":
        return this.#stop();
      case "types":
        return void this.#types(effect.run);
      case "survey":
        return void this.#survey(effect.again);
      case "remember":
        return this.#remember(effect.slug, effect.standing, effect.hints);
      case "reset":
        return this.#reset(effect.slug);
      case "solution":
        return this.#solution(effect.slug);
    }
  }

  close(): void {
    this.#stop();
    this.#watcher?.close();
    this.#warm.close();
  }

  #open(slug: string, run: number): void {
    const { root, modules, progress } = this.#settings;
    const source = findExercise(this.#sources, slug);
    this.#stop();
    this.#watcher?.close();
    this.#watcher = new AnswerWatcher(source.stub, {
      onChange: () => this.#emitChange({ type: "changed" }),
      onMissing: () => this.#settings.emit({ type: "missing" }),
      onExercise: () => this.#reload(slug),
    });
    const exercise = loadExercise(source, modules);
    exercise.catch(() => {}); // The run tells.
    this.#present = { source, exercise };
    this.#noticedAt = performance.now();
    void this.#check(run);
    keepStub(root, source);
    progress.moveTo(slug);
    this.#tellTrouble();
  }

  #emitChange(event: WatchEvent): void {
    this.#noticedAt = performance.now();
    this.#settings.emit(event);
  }

  /** The author, or a new version of the course, has changed the checks or the statement. */
  #reload(slug: string): void {
    const { root, emit } = this.#settings;
    try {
      const now = exercisesIn(root);
      const gone = this.#sources.filter((old) => !now.some((it) => it.slug === old.slug));
      // Who still chooses one that is gone is told so by its run.
      this.#sources = [...now, ...gone];
      const exercise = shownExercise(root, findExercise(now, slug));
      emit({ type: "exercise changed", exercise });
    } catch (error) {
      emit({ type: "said", text: (error as Error).message });
    }
  }

  async #check(run: number): Promise<void> {
    const { emit, modules, timeLimitMs, onTimes } = this.#settings;
    this.#stop();
    const { source, exercise } = this.#present!;
    const { signal } = (this.#run = new AbortController());
    if (!existsSync(source.stub)) {
      // Not within the call that asked for it: that is not done yet.
      return void setImmediate(() => signal.aborted || emit({ type: "missing" }));
    }
    const slow = setTimeout(() => emit({ type: "slow", run }), slowMs);
    const noticedAt = this.#noticedAt;
    let times: RunTimes | undefined;
    try {
      const report = await checkAnswer(source, {
        yard: this.#warm,
        modules,
        timeLimitMs,
        exercise: await exercise,
        signal,
        onTimes: (spent) => (times = spent),
      });
      if (signal.aborted) return;
      const { points, max } = report;
      const standing: Standing = { state: stateOf(report, source), points, max };
      if (this.#present?.source === source) this.#present.standing = standing;
      const ms = Math.round(performance.now() - noticedAt);
      this.#run = undefined;
      emit({ type: "verdict", run, report, standing, ms, at: clockTime(new Date()) });
      if (times) onTimes?.({ ...times, noticedAt });
    } catch (error) {
      if (signal.aborted) return;
      const message = `The checks of ${source.slug} cannot be run: ${(error as Error).message}`;
      emit({ type: "failed", run, message });
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) this.#warm.refill();
    }
  }

  /** Ends what is going on: the run with its process, the compiler, the survey. */
  #stop(): void {
    this.#run?.abort();
    this.#behind?.abort();
    this.#run = this.#behind = undefined;
  }

  async #types(run: number): Promise<void> {
    const { root, emit } = this.#settings;
    this.#behind?.abort();
    const { signal } = (this.#behind = new AbortController());
    const notes = await typeNotes(root, this.#present!.source.stub, undefined, signal);
    if (!signal.aborted) emit({ type: "types", run, notes });
  }

  /** Goes on where it was interrupted. */
  async #survey(again: boolean): Promise<void> {
    if (again) this.#toSurvey = this.#sources.map(({ slug }) => slug);
    if (this.#run) return;
    this.#behind?.abort();
    const { signal } = (this.#behind = new AbortController());
    const { root, emit, yard, modules } = this.#settings;
    const notebooks = this.#toSurvey.length > 0 ? courseNotebooks(root) : [];
    const settings = { yard, modules, timeLimitMs: surveyLimitMs, signal };
    for (let [slug] = this.#toSurvey; slug !== undefined; [slug] = this.#toSurvey) {
      const source = findExercise(this.#sources, slug);
      const standing = await this.#standing(source, notebooks, settings);
      if (signal.aborted) return;
      this.#toSurvey = this.#toSurvey.slice(1);
      if (standing) emit({ type: "standing", slug, standing });
    }
  }

  /** Of the present exercise only the notebook is looked at: its file has its verdict, which counts if no cell solves it. */
  async #standing(
    source: ExerciseSource,
    notebooks: ReturnType<typeof courseNotebooks>,
    settings: Parameters<typeof standingOf>[2],
  ): Promise<Standing | undefined> {
    try {
      if (source.slug !== this.#present?.source.slug)
        return (await standingOf(source, notebooks, settings)).standing;
      const report = await solvedInNotebook(source, notebooks, settings);
      if (!report) return this.#present.standing;
      return { state: "done in the notebook", points: report.points, max: report.max };
    } catch {
      // Its check file is at fault, which is told to whoever opens it.
      return undefined;
    }
  }

  #remember(slug: string, standing: Standing, hints: number): void {
    this.#settings.progress.remember(slug, standing, hints);
    this.#tellTrouble();
  }

  #tellTrouble(): void {
    const text = this.#settings.progress.trouble();
    if (text !== undefined) setImmediate(() => this.#settings.emit({ type: "said", text }));
  }

  #reset(slug: string): void {
    const text = resetAnswer(this.#settings.root, findExercise(this.#sources, slug));
    this.#watcher?.acknowledge();
    this.#emitChange({ type: "reset", text });
  }

  #solution(slug: string): void {
    const { solution } = findExercise(this.#sources, slug);
    const { emit } = this.#settings;
    try {
      emit({ type: "solution", text: readFileSync(solution, "utf8") });
    } catch {
      emit({ type: "said", text: "The reference answer is not there any more." });
    }
  }
}

/** An exercise as the watch shows it. */
export function shownExercise(root: string, source: ExerciseSource): WatchExercise {
  const { folder, slug, title, hints } = source;
  const path = (name: string): string => `exercises/${folder}/${name}`;
  const answer = relative(root, source.stub).replaceAll("\\", "/");
  const hasSolution = existsSync(source.solution);
  return { slug, title, hints, task: path("README.md"), answer, hasSolution };
}

/** Hours, minutes and seconds, as everywhere. */
function clockTime(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
}
