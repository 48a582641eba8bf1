import { beforeEach, expect, test, vi } from "vitest";
import { copyText } from "./copy-text.ts";

const buttonOf = (textContent: string) => ({ textContent }) as HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test("copyText says so for a while, and gives the button its label back after two presses too", async () => {
  const copied: string[] = [];
  const writeText = async (text: string) => void copied.push(text);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  const button = buttonOf("Copy link");
  await copyText(button, "first", "Not allowed");
  vi.advanceTimersByTime(1000);
  await copyText(button, "second", "Not allowed");
  vi.advanceTimersByTime(1000);
  expect(button.textContent).toBe("Copied");
  vi.advanceTimersByTime(500);
  expect(button.textContent).toBe("Copy link");
  expect(copied).toEqual(["first", "second"]);
});

test.each([
  ["has no clipboard", {}],
  ["refuses", { clipboard: { writeText: () => Promise.reject(new Error("no")) } }],
])("copyText says that it could not where the browser %s", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  const button = buttonOf("Copy");
  await copyText(button, "text", "Not allowed");
  expect(button.textContent).toBe("Not allowed");
});
