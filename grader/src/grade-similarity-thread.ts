// Finds out who wrote the same, beside the thread that writes everything else.
import { parentPort, workerData } from "node:worker_threads";
import type { SimilarityWork } from "./grade-similarity.ts";
import { similarityFiles } from "./similarity/similarity-files.ts";

parentPort?.postMessage(similarityFiles(...(workerData as SimilarityWork)));
