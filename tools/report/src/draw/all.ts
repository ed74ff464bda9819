import type { Picture } from "../picture";
import { drawBars, drawStack, drawWaterfall } from "./bars";
import { drawBubbles } from "./bubbles";
import { drawDecisionMap } from "./decision_map";
import { drawDistribution } from "./distribution";
import { drawFan } from "./fan";
import { drawHeatmap } from "./heatmap";
import { drawGantt, drawIntervals, drawTornado } from "./intervals";
import { drawLines, drawSurvival } from "./lines";
import { drawPareto } from "./pareto";
import { drawSankey } from "./sankey";

export const drawings: Record<string, (picture: Picture) => void> = {
    lines: drawLines,
    fan: drawFan,
    bars: drawBars,
    stack: drawStack,
    waterfall: drawWaterfall,
    distribution: drawDistribution,
    pareto: drawPareto,
    sankey: drawSankey,
    heatmap: drawHeatmap,
    bubbles: drawBubbles,
    intervals: drawIntervals,
    survival: drawSurvival,
    decision_map: drawDecisionMap,
    gantt: drawGantt,
    tornado: drawTornado,
};
