/** All of a page that shows a trace by itself: what stands in VS Code's place, which comes first, and the diagram. */
import "./main";
import "../main";
