import { type Chapter, exerciseMinutes } from "@headgate/course";
import { week } from "@headgate/quakes";
import { liveCell } from "./cell-html.ts";
import type { RunnableCell } from "./compile-chapter.ts";
import { html, type Html, raw } from "./html.ts";
import { renderInline } from "./markdown.ts";
import { welcomeOutput } from "./welcome-cell.ts";

/** The front page: what the course is, its chapters with their minutes, and what this browser remembers. */
export function indexMain(chapters: readonly Chapter[], welcome: RunnableCell): Html {
  return html`<header class="hero">
      <h1>Headgate</h1>
      <p class="lead">A course on back-pressure that you run while you read it.</p>
      <p>
        A headgate stands at the head of a channel and lets in only as much water as is asked for
        downstream. So do the stages in this course: a consumer asks, a producer answers, and nobody
        drowns. You follow a real week of earthquakes through them,
        ${week.length.toLocaleString("en-US")} events in all, with a night on which the feed would
        flood every queue you know.
      </p>
      ${gateFigure}
    </header>
    ${welcomeSection(welcome)} ${how}
    <section aria-labelledby="chapters">
      <h2 id="chapters">Chapters</h2>
      ${chapters.length === 0 ? html`<p>There are no chapters yet.</p>` : chapterCards(chapters)}
    </section>
    ${transfer}`;
}

function welcomeSection(welcome: RunnableCell): Html {
  return html`<section class="welcome" aria-labelledby="try">
    <h2 id="try">Run this</h2>
    <p>
      Ten quakes lie in the feed, and the desk has room for four. Nobody tells the feed how fast to
      send.
    </p>
    ${liveCell(welcome, { recorded: welcomeOutput })}
    <p>
      Two at a time: the desk asks again when it has handled half of what it asked for. Press
      <b>Edit</b>, give it a <code>maxDemand</code> of 10, and run it again.
    </p>
    <p class="quietly" id="run-status" role="status"></p>
  </section>`;
}

const how = html`<section aria-labelledby="how">
  <h2 id="how">How it goes</h2>
  <ul class="how">
    <li>
      <strong>Predict, then run.</strong> Each idea begins with a question about a cell that you
      then run, here in the page. Nothing is installed and nothing is sent anywhere.
    </li>
    <li>
      <strong>Change it.</strong> Every cell can be edited. Stop ends a loop that does not end;
      Reset brings the text back.
    </li>
    <li>
      <strong>Solve.</strong> Exercises are checked where you write them, and a failed check says
      what was misunderstood.
    </li>
  </ul>
</section>`;

function chapterCards(chapters: readonly Chapter[]): Html {
  const minutes = chapters.reduce(
    (sum, chapter) => sum + chapter.minutes + exerciseMinutes(chapter),
    0,
  );
  return html`<p>
      ${chapters.length} ${chapters.length === 1 ? "chapter" : "chapters"}, about ${hours(minutes)}
      with the exercises. What the text says of later chapters is still to come.
    </p>
    <ol class="chapter-cards">
      ${chapters.map(chapterCard)}
    </ol>`;
}

function chapterCard(chapter: Chapter): Html {
  const { id, number, title, minutes, goals, exercises } = chapter;
  const quiz = chapter.cells.flatMap((cell) => (cell.kind === "quiz" ? [cell.key] : []));
  const extra = exerciseMinutes(chapter);
  return html`<li>
    <a href="${id}.html"
      ><span class="number">${Number(number)}</span><span class="name">${title}</span></a
    >
    ${goals.length > 0 && html`<p class="can">You can ${joined(goals.map((goal) => renderInline(goal)))}.</p>`}
    <p class="facts">
      ${minutes}
      minutes${extra > 0 && `, and ${extra} for ${exercises.length === 1 ? "the exercise" : `${exercises.length} exercises`}`}<span
        class="progress"
        data-chapter-progress="${id}"
        data-exercises="${exercises.join(" ")}"
        data-quiz="${quiz.join(" ")}"
        hidden
      ></span>
    </p>
  </li> `;
}

function joined(parts: readonly Html[]): Html {
  return raw(parts.map(({ html: text }) => text.replace(/\.$/, "")).join("; "));
}

function hours(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes`;
  const halves = Math.round(minutes / 30);
  return `${Math.floor(halves / 2)}${halves % 2 === 1 ? "½" : ""} hours`;
}

const transfer = html`<section class="transfer" data-transfer aria-labelledby="progress">
  <h2 id="progress">Your progress</h2>
  <p>Your edits, answers and results stay in this browser. Take them along in a file.</p>
  <p class="buttons">
    <button type="button" class="quiet" data-do="export">Save progress</button>
    <button type="button" class="quiet" data-do="import">Load progress</button>
    <button type="button" class="quiet" data-do="forget">Forget everything</button>
  </p>
  <p role="status"></p>
</section>`;

const events = [206, 262, 318];
const later = [494, 550];
const demands = [234, 290];

/** Three stages: demand goes up against the stream, events come down with it. */
const gateFigure =
  raw(`<svg class="gate" viewBox="0 0 720 190" role="img" aria-labelledby="gate-title gate-text">
<title id="gate-title">Demand goes up, events come down</title>
<desc id="gate-text">Three stages in a row: feed, filter, desk. Rings with numbers travel from the desk to the feed: what is asked for. Discs travel from the feed to the desk: no more events than were asked for.</desc>
<g class="channel">${[172, 460].map((x) => `<path d="M${x} 70h${x === 172 ? 180 : 108}M${x} 118h${x === 172 ? 180 : 108}"/>`).join("")}</g>
<g class="stage"><rect x="12" y="52" width="160" height="84" rx="8"/><rect x="352" y="52" width="108" height="84" rx="8"/><rect x="568" y="52" width="140" height="84" rx="8"/></g>
<g class="name"><text x="92" y="100">feed</text><text x="406" y="100">filter</text><text x="638" y="100">desk</text></g>
<g class="event">${[...events, ...later].map((x) => `<circle cx="${x}" cy="94" r="10"/>`).join("")}</g>
<g class="demand">${[
    [demands[0], "5"],
    [demands[1], "5"],
    [514, "10"],
  ]
    .map(([x, n]) => `<circle cx="${x}" cy="36" r="14"/><text x="${x}" y="41">${n}</text>`)
    .join(
      "",
    )}<path d="M548 36H532M496 36H308M272 36H252M216 36H186"/><path d="m192 30-7 6 7 6"/></g>
<g class="flow"><path d="M206 158H546M539 152l8 6-8 6"/></g>
<g class="label"><text x="92" y="41" text-anchor="middle">asked for</text><text x="140" y="163" text-anchor="middle">handed on</text></g>
</svg>`);
