import { Option } from "commander";
import { colourChoices } from "./colour";

export function colourOption(): Option {
    return new Option("--color <when>", "colours: 'auto' is on a terminal, and as NO_COLOR and FORCE_COLOR say")
        .choices(colourChoices)
        .default("auto");
}
