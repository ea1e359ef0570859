import { isProcessAddress, type ProcessAddress } from "./processAddress";
import { isReplay } from "./replayed";

/** Of a process that runs; one of a trace that is replayed has an address, too. */
export function isLiveProcess(configuration: object): configuration is ProcessAddress {
    return isProcessAddress(configuration) && !isReplay(configuration);
}
