/** Compares which descriptors share an open file description, and how many there are of each, with kcmp(2). */
import type { Matched } from "./compareDescriptors";

export function compareSharing(matched: readonly Matched[]): void {
    const firstOfClass = new Map<number, Matched>();
    const classOfDescription = new Map<string, number>();
    for (const one of matched) {
        const first = firstOfClass.get(one.kernel.class) ?? one;
        firstOfClass.set(one.kernel.class, first);
        one.place.compare("open file description", one.description.id, first.description.id);
        const kernelClass = classOfDescription.get(one.description.id) ?? one.kernel.class;
        classOfDescription.set(one.description.id, kernelClass);
        one.place.compare(`class of descriptors that share ${one.description.id}`, kernelClass, one.kernel.class);
    }
}
