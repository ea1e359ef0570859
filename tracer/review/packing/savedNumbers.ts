/** Lists of numbers as bytes that are kept: each the same on every machine, whatever cells it stood in. */
import { ByteReader } from "./byteReader";
import { ByteWriter } from "./byteWriter";
import { keptLevel, restored, shrunk } from "./shrunk";

/** How the numbers of a list are written; any list comes back as it was, but one that suits it takes less. */
export interface NumberForm {
    /** Each as what it is more or less than the one before it: for what rises, or stays near. */
    readonly differences: boolean;
    /** So many of the list's unit are whole: of seconds, 1e9 make whole nanoseconds. */
    readonly unit: number;
}

const forms = { floats: 0, wholes: 1, differences: 2 } as const;

export function savedNumbers(numbers: ArrayLike<number>, { differences, unit }: NumberForm): Uint8Array {
    const writer = new ByteWriter();
    const form = !areWhole(numbers, unit) ? forms.floats : differences ? forms.differences : forms.wholes;
    writer.u8(form);
    let before = 0;
    for (let index = 0; index < numbers.length; index++) {
        const number = numbers[index] ?? 0;
        if (form === forms.floats) {
            writer.float(number);
            continue;
        }
        const whole = Math.round(number * unit);
        writer.whole(differences ? zigzag(whole - before) : whole);
        before = whole;
    }
    return shrunk(writer.take(), keptLevel);
}

/** What was given to `savedNumbers`, with the same unit, into the cells, which must be as many. Throws a RangeError for other bytes. */
export function restoreNumbers(kept: Uint8Array, unit: number, cells: Record<number, number> & { readonly length: number }): void {
    const reader = new ByteReader(restored(kept));
    const form = reader.u8();
    if (form > forms.differences) throw new RangeError(`no list of numbers is written in the form ${form}`);
    let before = 0;
    for (let index = 0; index < cells.length; index++) {
        if (form === forms.floats) {
            cells[index] = reader.float();
            continue;
        }
        const whole = reader.whole();
        before = form === forms.differences ? before + unzigzag(whole) : whole;
        cells[index] = before / unit;
    }
}

/** Whether each is there again when whole numbers of the unit were written. */
function areWhole(numbers: ArrayLike<number>, unit: number): boolean {
    for (let index = 0; index < numbers.length; index++) {
        const number = numbers[index] ?? 0;
        const whole = Math.round(number * unit);
        // The difference of two must be exact, and its double.
        if (!(whole >= 0 && whole <= Number.MAX_SAFE_INTEGER / 4) || whole / unit !== number || Object.is(number, -0)) return false;
    }
    return true;
}

function zigzag(difference: number): number {
    return difference < 0 ? -2 * difference - 1 : 2 * difference;
}

function unzigzag(whole: number): number {
    return whole % 2 === 0 ? whole / 2 : -(whole + 1) / 2;
}
