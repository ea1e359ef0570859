/** Remote procedure calls among what goes through sockets, as they are told and kept. */

/** A call or a reply among the bytes that were sent or received. */
export interface RemoteMessage {
    /** "ONC RPC" */
    readonly protocol: string;
    readonly role: "call" | "reply";
    /** What a call and its reply have in common: "0x2a". */
    readonly transaction: string;
    /** Of the call: "GETPORT of the port mapper (version 2)". */
    readonly what: string;
    /** How often that has been sent, or has come, with this one; null: not known. */
    readonly times: number | null;
    /** Of a reply: how often its call had come to the server; null: not known. */
    readonly calls: number | null;
    /** seq of the event that first sent the call; null: this one, or not known. */
    readonly call: number | null;
    /** Of a reply: why the call was not carried out. */
    readonly failure: string | null;
}

/** One call of the socket through which it is made. */
export interface RemoteCall {
    readonly protocol: string;
    readonly transaction: string;
    readonly what: string;
    /** seq of the event that first sent it; null: it was not seen. */
    readonly first: number | null;
    /** How often it was sent, how often it has come; how often a reply was sent, how often one has come. */
    readonly sent: number;
    readonly arrived: number;
    readonly answered: number;
    readonly replies: number;
}
