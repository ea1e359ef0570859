/** The kinds of kernel objects: of each the object, the facts with which it begins, and its own events. */
import type { NewObjectBase, ObjectBase } from "./kernelObject";
import type { Epoll, EpollEvent, EpollFacts } from "./kinds/epoll";
import type { AnonymousMemory, AnonymousMemoryFacts } from "./kinds/anonymousMemory";
import type { Eventfd, EventfdEvent, EventfdFacts } from "./kinds/eventfd";
import type { FanotifyEvent } from "./kinds/fanotify/events";
import type { Fanotify, FanotifyFacts } from "./kinds/fanotify/state";
import type { FifoEvent } from "./kinds/fifo";
import type { File, FileFacts, FileTruncated, Memfd } from "./kinds/file";
import type { Inotify, InotifyEvent, InotifyFacts } from "./kinds/inotify";
import type { IoUring, IoUringEvent, IoUringFacts } from "./kinds/ioUring";
import type { FutexEvent } from "./kinds/futex/events";
import type { Futex, FutexFacts } from "./kinds/futex/state";
import type { Kind, ObjectEvent } from "./kinds/kind";
import type { MessageQueueEvent, MessageQueueFacts } from "./kinds/messageQueue/events";
import type { MessageQueue } from "./kinds/messageQueue/state";
import type { PipeEvent } from "./kinds/pipe";
import type { Fifo, Pipe, PipeFacts } from "./kinds/pipe/state";
import type { Pidfd, PidfdFacts, PidfdOpened } from "./kinds/pidfd";
import type { PosixMessageQueueEvent } from "./kinds/posixMessageQueue/events";
import type { PosixMessageQueue, PosixMessageQueueFacts } from "./kinds/posixMessageQueue/state";
import type { NoFacts, Recognised } from "./kinds/recognised";
import type { SemaphoreSetEvent } from "./kinds/semaphoreSet/events";
import type { SemaphoreSet, SemaphoreSetFacts } from "./kinds/semaphoreSet/state";
import type { SharedMemory, SharedMemoryEvent, SharedMemoryFacts } from "./kinds/sharedMemory";
import type { Signalfd, SignalfdEvent, SignalfdFacts } from "./kinds/signalfd";
import type { SocketEvent } from "./kinds/socket/events";
import type { Socket, SocketFacts } from "./kinds/socket/state";
import type { Timerfd, TimerfdEvent, TimerfdFacts } from "./kinds/timerfd";
import type { TtyEvent } from "./kinds/tty/events";
import type { Tty } from "./kinds/tty/state";
import type { UserfaultfdEvent } from "./kinds/userfaultfd/events";
import type { Userfaultfd, UserfaultfdFacts } from "./kinds/userfaultfd/state";

interface TypesOf<O extends ObjectBase, Facts, E extends ObjectEvent> {
    readonly object: O;
    readonly facts: Facts;
    readonly event: E;
    readonly kind: Kind<O, Facts, E>;
}

/** A new kind begins with a line here; the compiler asks for the others. */
export interface KindTypes {
    readonly pipe: TypesOf<Pipe, PipeFacts, PipeEvent>;
    readonly fifo: TypesOf<Fifo, PipeFacts, FifoEvent>;
    readonly file: TypesOf<File, FileFacts, FileTruncated>;
    readonly memfd: TypesOf<Memfd, FileFacts, FileTruncated>;
    readonly eventfd: TypesOf<Eventfd, EventfdFacts, EventfdEvent>;
    readonly epoll: TypesOf<Epoll, EpollFacts, EpollEvent>;
    readonly signalfd: TypesOf<Signalfd, SignalfdFacts, SignalfdEvent>;
    readonly timerfd: TypesOf<Timerfd, TimerfdFacts, TimerfdEvent>;
    readonly inotify: TypesOf<Inotify, InotifyFacts, InotifyEvent>;
    readonly fanotify: TypesOf<Fanotify, FanotifyFacts, FanotifyEvent>;
    readonly ioUring: TypesOf<IoUring, IoUringFacts, IoUringEvent>;
    readonly userfaultfd: TypesOf<Userfaultfd, UserfaultfdFacts, UserfaultfdEvent>;
    readonly pidfd: TypesOf<Pidfd, PidfdFacts, PidfdOpened>;
    readonly socket: TypesOf<Socket, SocketFacts, SocketEvent>;
    readonly messageQueue: TypesOf<MessageQueue, MessageQueueFacts, MessageQueueEvent>;
    readonly posixMessageQueue: TypesOf<PosixMessageQueue, PosixMessageQueueFacts, PosixMessageQueueEvent>;
    readonly semaphoreSet: TypesOf<SemaphoreSet, SemaphoreSetFacts, SemaphoreSetEvent>;
    readonly sharedMemory: TypesOf<SharedMemory, SharedMemoryFacts, SharedMemoryEvent>;
    readonly futex: TypesOf<Futex, FutexFacts, FutexEvent>;
    readonly anonymousMemory: TypesOf<AnonymousMemory, AnonymousMemoryFacts, never>;
    readonly directory: OnlyRecognised<"directory">;
    readonly tty: TypesOf<Tty, NoFacts, TtyEvent>;
    readonly null: OnlyRecognised<"null">;
    readonly device: OnlyRecognised<"device">;
    readonly other: OnlyRecognised<"other">;
}

type OnlyRecognised<Word extends string> = TypesOf<Recognised<Word>, NoFacts, never>;

export type KernelObjectKind = keyof KindTypes;
export type KernelObject = KindTypes[KernelObjectKind]["object"];
export type NewObject = { [K in KernelObjectKind]: NewObjectBase & { readonly kind: K } & KindTypes[K]["facts"] }[KernelObjectKind];
export type KindEvent = KindTypes[KernelObjectKind]["event"];
