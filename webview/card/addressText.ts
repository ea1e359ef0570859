/** Addresses where there is little room. */
import { addressText } from "../../tracer/model/owners/mappingText";

const longest = 11;
const [firstDigits, lastDigits] = [6, 4];

/** "0x7f3c…1000": pages of one process differ in the digits that are left out, but seldom in those alone. */
export function shortAddress(address: bigint): string {
    const text = addressText(address);
    return text.length <= longest ? text : `${text.slice(0, firstDigits)}…${text.slice(-lastDigits)}`;
}
