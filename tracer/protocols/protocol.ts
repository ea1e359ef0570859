/** Protocols that are recognised in what goes through sockets. A protocol is one file and a line in `protocols.ts`. */

export interface CallMessage {
    readonly role: "call";
    /** What its reply has in common with it: "0x2a". */
    readonly transaction: string;
    /** "GETPORT of the port mapper (version 2)" */
    readonly what: string;
}

/** Only together with its call is it certain to be one. */
export interface ReplyMessage {
    readonly role: "reply";
    readonly transaction: string;
    /** Why the call was not carried out; null: it was. */
    readonly failure: string | null;
}

/** Nobody must answer it. */
export interface PlainMessage {
    readonly role: "message";
    /** 'JSON {"square":7}' */
    readonly what: string;
}

export type ProtocolMessage = CallMessage | ReplyMessage | PlainMessage;

/** How messages follow each other in a stream of bytes. */
export type Framing = LengthFraming | LineFraming;

/** Each is a line. */
export interface LineFraming {
    /** The byte behind each message. */
    readonly lineEnd: number;
    /** Whether a stream of them may begin with this one. */
    mayBegin(line: Uint8Array): boolean;
}

/** Before each stands how long it is. */
export interface LengthFraming {
    /** Bytes before each part of a message. */
    readonly headLength: number;
    /** What such a head says; null: it is none. */
    frame(head: Uint8Array): Frame | null;
}

export interface Frame {
    readonly length: number;
    /** Another part of the same message follows. */
    readonly continues: boolean;
}

export interface Protocol {
    /** As people call it: "ONC RPC". */
    readonly name: string;
    /** How many bytes of a message's beginning are looked at; a shorter message is whole. */
    readonly looksAt: number;
    /** Null: it is no message of this protocol. */
    recognise(beginning: Uint8Array): ProtocolMessage | null;
    readonly framing: Framing;
}
