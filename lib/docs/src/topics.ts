/** A page of the reference: the export it is named for, and the types that are read with it. */
export interface PlannedPage {
  readonly main: string;
  readonly types?: readonly string[];
}

export interface Topic {
  readonly title: string;
  readonly entry: string;
  readonly pages: readonly PlannedPage[];
}

/**
 * What stands where. An export that is not named here gets a page of its own if it is a value, and
 * goes to the page that needs it if it is a type; so a new one is never lost.
 */
export const topics: readonly Topic[] = [
  {
    title: "Defining stages",
    entry: "headgate",
    pages: [
      { main: "producer", types: ["ProducerCallbacks", "ProducerOptions", "ProducerDefinition"] },
      {
        main: "producerConsumer",
        types: [
          "ProducerConsumerCallbacks",
          "ProducerConsumerOptions",
          "ProducerConsumerDefinition",
        ],
      },
      { main: "consumer", types: ["ConsumerCallbacks", "ConsumerOptions", "ConsumerDefinition"] },
      { main: "fromIterable", types: ["FromIterableOptions"] },
      { main: "CommonCallbacks", types: ["EmittingCallbacks", "Emitted", "MaybePromise"] },
      { main: "StageOptions", types: ["EmittingOptions", "BufferKeep", "DemandMode", "StageKind"] },
      { main: "StageContext" },
      { main: "noReply", types: ["CallRef"] },
      { main: "ignore" },
    ],
  },
  {
    title: "Running stages",
    entry: "headgate",
    pages: [
      {
        main: "System",
        types: ["SystemOptions", "CallOptions", "StreamOptions", "CloseOptions", "StageInspection"],
      },
      { main: "SystemSnapshot", types: ["StageSnapshot", "SubscriptionSnapshot"] },
      { main: "StageRef", types: ["ProducerRef", "ConsumerRef", "ProducerConsumerRef"] },
      { main: "Trace", types: ["TraceEntry", "TraceDetail"] },
      { main: "StageStream", types: ["StreamSource"] },
      { main: "AbortSignalLike", types: ["HostAbortSignal", "WaitOptions"] },
    ],
  },
  {
    title: "Subscriptions and demand",
    entry: "headgate",
    pages: [
      { main: "SubscribeOptions", types: ["CancelMode"] },
      { main: "SubscriptionRef", types: ["PeerRole", "CancelReason"] },
      { main: "playDelivery", types: ["DemandRecord"] },
    ],
  },
  {
    title: "Dispatchers",
    entry: "headgate",
    pages: [
      { main: "demandDispatcher", types: ["DemandDispatcherOptions"] },
      { main: "broadcastDispatcher" },
      { main: "partitionDispatcher", types: ["PartitionDispatcherOptions", "PartitionName"] },
      {
        main: "Dispatcher",
        types: ["DispatcherFactory", "DispatcherOutput", "Subscriber", "Refused"],
      },
    ],
  },
  {
    title: "Supervision",
    entry: "headgate",
    pages: [
      {
        main: "supervise",
        types: ["ChildSpec", "SupervisorOptions", "SupervisorRef", "SupervisorStrategy", "Restart"],
      },
      { main: "childOf" },
      {
        main: "consumerSupervisor",
        types: [
          "StartChild",
          "ChildContext",
          "ConsumerSupervisorSettings",
          "ConsumerSupervisorOptions",
          "ConsumerSupervisorDefinition",
        ],
      },
      { main: "startChild" },
      { main: "terminateChild" },
      { main: "whichChildren", types: ["ChildRef"] },
      { main: "countChildren", types: ["ChildCounts"] },
    ],
  },
  {
    title: "Ends and errors",
    entry: "headgate",
    pages: [
      { main: "isCleanReason", types: ["ExitReason"] },
      { main: "MonitorRef", types: ["DownMessage", "ExitMessage"] },
      { main: "StageError", types: ["StageErrorCode"] },
      { main: "InvariantError" },
    ],
  },
  {
    title: "Figures",
    entry: "headgate/show",
    pages: [
      { main: "show", types: ["Traced"] },
      { main: "draw", types: ["DrawOptions", "Figure", "Panel"] },
      { main: "save", types: ["SaveOptions"] },
      { main: "record", types: ["Recording", "RecordedEntry"] },
      { main: "plot", types: ["PlotOptions", "Series", "Points"] },
      { main: "drawPlot" },
      { main: "display", types: ["DisplayBundle"] },
    ],
  },
  {
    title: "Figures that play",
    entry: "headgate/player",
    pages: [
      { main: "mountPlayer", types: ["Player", "PlayerOptions", "PlayerPanel", "PlayerView"] },
    ],
  },
  {
    title: "A running system, watched",
    entry: "headgate/live",
    pages: [
      { main: "watch", types: ["WatchOptions", "Watching"] },
      {
        main: "Sampler",
        types: ["Sample", "SamplerOptions", "Rates", "StageRates", "SubscriptionRates"],
      },
    ],
  },
  {
    title: "Checks of a run",
    entry: "headgate/testing",
    pages: [
      {
        main: "checkTrace",
        types: ["CheckOptions", "StageFacts", "SubscriptionFacts", "Violation", "Place"],
      },
      { main: "laws", types: ["LawSummary"] },
    ],
  },
  {
    title: "Node's streams",
    entry: "headgate/node",
    pages: [
      { main: "fromReadable" },
      { main: "toReadable", types: ["ReadableOptions"] },
      { main: "fromWritable", types: ["FromWritableOptions", "WritablePair"] },
      { main: "toWritable", types: ["ToWritableOptions"] },
      { main: "toDuplex" },
    ],
  },
  {
    title: "Diagnostics channels",
    entry: "headgate/node",
    pages: [{ main: "publishTrace", types: ["TraceMessage"] }],
  },
  {
    title: "Web streams",
    entry: "headgate/web",
    pages: [
      { main: "fromReadableStream" },
      { main: "toReadableStream", types: ["ReadableStreamOptions"] },
      { main: "fromWritableStream", types: ["FromWritableStreamOptions", "WritableStreamPair"] },
      { main: "toWritableStream", types: ["ToWritableStreamOptions"] },
      { main: "toTransformStream", types: ["TransformStreamPair"] },
    ],
  },
];
