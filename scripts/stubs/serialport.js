// Stands in for the package "serialport" in the adapter's bundle; see build-without-native-parts.mjs.
class NoSerialPort {
    constructor() {
        throw new Error("IPC Scope does not debug over serial ports.");
    }
}

module.exports = { SerialPort: NoSerialPort, ReadlineParser: NoSerialPort };
