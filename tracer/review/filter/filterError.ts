/** A filter that makes no sense: the message is one sentence for the user. */
export class FilterError extends Error {
    override readonly name = "FilterError";
}
