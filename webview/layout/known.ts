/** What the map holds for a key that must be in it. Throws where it is not, naming the key: scene and placement do not agree. */
export function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
    const value = map.get(key);
    if (value === undefined) throw new Error(`Nothing is known of ${String(key)}.`);
    return value;
}
