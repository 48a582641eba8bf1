/** What is used of a ReadableStream. */
export interface ReadableStreamLike<Out> {
  readonly locked: boolean;
  getReader(): {
    readonly closed: Promise<unknown>;
    read(): Promise<IteratorResult<Out, unknown>>;
    cancel(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
}

/** What is used of a WritableStream. */
export interface WritableStreamLike<In> {
  readonly locked: boolean;
  getWriter(): {
    readonly closed: Promise<unknown>;
    readonly ready: Promise<unknown>;
    readonly desiredSize: number | null;
    write(chunk: In): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
}

export interface ReadableController {
  enqueue(chunk: unknown): void;
  close(): void;
  error(error: unknown): void;
  readonly byobRequest?: { respond(byteCount: number): void } | null;
}

export interface WritableController {
  error(error: unknown): void;
}

/** The host's own streams; the library is compiled where their types are not known. */
export const hostStreams = globalThis as unknown as {
  readonly ReadableStream: new <Out>(
    source: {
      readonly type?: "bytes" | undefined;
      start?(controller: ReadableController): void;
      pull?(controller: ReadableController): PromiseLike<void> | void;
      cancel?(reason: unknown): PromiseLike<void> | void;
    },
    strategy: { readonly highWaterMark: number },
  ) => ReadableStream<Out>;
  readonly WritableStream: new <In>(
    sink: {
      start?(controller: WritableController): void;
      write?(chunk: In): PromiseLike<void> | void;
      close?(): PromiseLike<void> | void;
      abort?(reason: unknown): PromiseLike<void> | void;
    },
    strategy: { readonly highWaterMark: number },
  ) => WritableStream<In>;
};
