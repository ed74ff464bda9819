// From which tier to which: the flows between two times.
import { sankey, sankeyLinkHorizontal } from "d3-sankey";

import { shortened, textWidth } from "../measure";
import type { Picture } from "../picture";
import { look } from "../palette";

interface Node {
    name: string;
    side: "left" | "right";
}

interface Link {
    row: number;
    value: number;
    source: number;
    target: number;
}

export function drawSankey(picture: Picture): void {
    const { view, sheet } = picture;
    const rows = view.rows.filter((row) => view.number("value", row) > 0);
    const names = [...new Set([...view.names("from"), ...view.names("to")])];
    const nodes: Node[] = [];
    const place = (name: string, side: Node["side"]) => {
        const found = nodes.findIndex((node) => node.name === name && node.side === side);
        return found >= 0 ? found : nodes.push({ name, side }) - 1;
    };
    const links: Link[] = rows.map((row) => ({
        row,
        value: view.number("value", row),
        source: place(view.text("from", row), "left"),
        target: place(view.text("to", row), "right"),
    }));
    if (links.length === 0) {
        sheet.paragraph("No flow to draw.", 0, sheet.width, { fill: "var(--muted)" });
        return;
    }
    const room = Math.min(sheet.width * 0.28, Math.max(60, ...nodes.map((node) => textWidth(node.name, 12, 600) + 16)));
    headings(picture, room);
    const height = Math.max(220, 46 * Math.max(nodes.filter((node) => node.side === "left").length, nodes.filter((node) => node.side === "right").length));
    const order = (node: Node) => names.indexOf(node.name);
    const graph = sankey<Node, Link>()
        .nodeWidth(14)
        .nodePadding(18)
        .nodeSort((a, b) => order(a) - order(b))
        .extent([[room, sheet.bottom], [sheet.width - room, sheet.bottom + height]])({ nodes, links });
    const path = sankeyLinkHorizontal<Node, Link>();
    for (const link of graph.links) {
        const source = link.source as unknown as Node & { x1: number };
        const target = link.target as unknown as Node & { x0: number };
        const width = link.width ?? 0;
        sheet.add("path", { d: path(link) ?? "", fill: "none", stroke: look(source.name, names).color, "stroke-opacity": 0.38, "stroke-width": Math.max(1, width) });
        // Pointed at near its ends and its middle.
        const middle = ((link.y0 ?? 0) + (link.y1 ?? 0)) / 2;
        sheet.mark(view.table.id, link.row, (source.x1 + target.x0) / 2 - 30, middle - width / 2, (source.x1 + target.x0) / 2 + 30, middle + width / 2);
    }
    for (const node of graph.nodes) {
        const [top, bottom] = [node.y0 ?? 0, node.y1 ?? 0];
        sheet.add("rect", { x: node.x0 ?? 0, y: top, width: 14, height: Math.max(1, bottom - top), fill: look(node.name, names).color });
        const is_left = node.side === "left";
        const at = is_left ? (node.x0 ?? 0) - 8 : (node.x1 ?? 0) + 8;
        const anchor = is_left ? "end" : "start";
        sheet.text(at, (top + bottom) / 2 + 4, shortened(node.name, room - 10, 12, 600), { anchor, weight: 600 });
    }
    sheet.bottom += height + 8;
}

function headings(picture: Picture, room: number): void {
    const { sheet, settings } = picture;
    sheet.bottom += 14;
    const width = sheet.width / 2 - 10;
    const [left, right] = [String(settings["left"] ?? ""), String(settings["right"] ?? "")];
    sheet.text(Math.max(0, room + 14 - textWidth(shortened(left, width, 12), 12)), sheet.bottom, shortened(left, width), { fill: "var(--muted)" });
    sheet.text(Math.min(sheet.width, sheet.width - room - 14 + textWidth(shortened(right, width))), sheet.bottom, shortened(right, width), { fill: "var(--muted)", anchor: "end" });
    sheet.bottom += 12;
}
