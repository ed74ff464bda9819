// Who decides: the reporting tree with attitudes, power, contacts, lines of influence and whom to win first.
import { stratify, tree, type HierarchyPointNode } from "d3-hierarchy";

import { numberText } from "../format";
import { shortened, textWidth, wrapped } from "../measure";
import type { Picture } from "../picture";
import type { Sample } from "../sheet";

interface Person {
    id: string;
    row: number;
    boss: string;
}

interface Placed {
    row: number;
    x: number;
    y: number;
    children: string[];
}

const box_height = 62;
const level = 104;
const root = "\u0000root";

export function drawDecisionMap(picture: Picture): void {
    const { view, sheet } = picture;
    if (view.rows.length === 0) {
        return;
    }
    legend(picture);
    const placed = layout(people(picture), sheet.width);
    const box_width = placed.box;
    const top = sheet.bottom + 10;
    for (const person of placed.people.values()) {
        person.y += top;
    }
    reporting(picture, placed.people);
    influence(picture, placed.people, box_width);
    for (const person of placed.people.values()) {
        box(picture, person, box_width);
    }
    sheet.bottom = Math.max(...[...placed.people.values()].map((one) => one.y)) + box_height + 26;
}

/** Everybody once, with a superior who exists; who would be their own superior has none. */
function people(picture: Picture): Person[] {
    const { view } = picture;
    const rows = view.rows.filter((row, place) => view.rows.findIndex((other) => view.text("id", other) === view.text("id", row)) === place);
    const boss_of = new Map(rows.map((row) => [view.text("id", row), view.text("reports_to", row)]));
    return rows.map((row) => {
        const id = view.text("id", row);
        let boss = boss_of.get(id) ?? "";
        for (let above = boss, steps = 0; above !== "" && boss !== ""; above = boss_of.get(above) ?? "", ++steps) {
            if (!boss_of.has(above) && above === boss) {
                boss = "";
            } else if (above === id || steps > rows.length) {
                boss = "";
            }
        }
        return { id, row, boss: boss === "" ? root : boss };
    });
}

/** A tidy tree from above; who is beside the hierarchy stands beside it. */
function layout(all: Person[], width: number): { people: Map<string, Placed>; box: number } {
    const hierarchy = stratify<Person>()
        .id((one) => one.id)
        .parentId((one) => (one.id === root ? null : one.boss))([{ id: root, row: -1, boss: "" }, ...all]);
    const places = tree<Person>().nodeSize([1, 1]).separation(() => 1)(hierarchy);
    const nodes = places.descendants().filter((one) => one.id !== root) as HierarchyPointNode<Person>[];
    const lowest = Math.min(...nodes.map((one) => one.x));
    const count = Math.max(...nodes.map((one) => one.x)) - lowest + 1;
    const step = width / count;
    if (step < 92) {
        return indented(nodes, width);
    }
    const box = Math.min(190, step - 16);
    const people = new Map<string, Placed>();
    for (const node of nodes) {
        const x = width / 2 + (node.x - lowest - (count - 1) / 2) * Math.min(step, 230);
        people.set(node.data.id, { row: node.data.row, x, y: (node.depth - 1) * level, children: (node.children ?? []).map((one) => one.data.id) });
    }
    return { people, box };
}

/** Where there is no room side by side: one below the other, each level further in. */
function indented(nodes: HierarchyPointNode<Person>[], width: number): { people: Map<string, Placed>; box: number } {
    const box = Math.min(220, width - 30 - 18 * Math.max(...nodes.map((one) => one.depth)));
    const people = new Map<string, Placed>();
    const visit = (node: HierarchyPointNode<Person>) => {
        people.set(node.data.id, {
            row: node.data.row,
            x: box / 2 + 2 + (node.depth - 1) * 18,
            y: people.size * (box_height + 14),
            children: (node.children ?? []).map((one) => one.data.id),
        });
        (node.children ?? []).forEach(visit);
    };
    nodes.filter((one) => one.depth === 1).forEach(visit);
    return { people, box };
}

function reporting(picture: Picture, people: Map<string, Placed>): void {
    for (const boss of people.values()) {
        for (const id of boss.children) {
            const one = people.get(id)!;
            const down = one.y - boss.y >= level - 1 && Math.abs(one.x - boss.x) !== 18;
            const middle = boss.y + box_height + (level - box_height) / 2;
            const path = down
                ? `M${boss.x},${boss.y + box_height}V${middle}H${one.x}V${one.y}`
                : `M${boss.x - 60},${boss.y + box_height}V${one.y + box_height / 2}H${one.x - 40}`;
            picture.sheet.add("path", { d: path, fill: "none", stroke: "var(--muted)", "stroke-width": 1.3 });
        }
    }
}

/** From below to below on one level, along the side in one column, else from side to side. */
function route(from: Placed, to: Placed, width: number, room: number): { path: string; head: string } {
    const side = to.x >= from.x ? 1 : -1;
    const at = (x: number, y: number) => `${x.toFixed(1)},${y.toFixed(1)}`;
    if (from.y === to.y) {
        const [y, low] = [from.y + box_height, from.y + box_height + 30];
        const [start, end] = [from.x + side * 20, to.x - side * 10];
        return { path: `M${at(start, y)}C${at(start, low)} ${at(end, low)} ${at(end, y + 6)}`, head: `M${at(end, y + 1)}l-4.5,9h9Z` };
    }
    const [start_y, end_y] = [from.y + box_height / 2, to.y + box_height / 2];
    if (Math.abs(to.x - from.x) < width) {
        const [start, end] = [from.x + width / 2, to.x + width / 2];
        const bend = Math.min(room - 4, Math.max(start, end) + 34);
        return { path: `M${at(start, start_y)}Q${at(bend, (start_y + end_y) / 2)} ${at(end + 6, end_y)}`, head: `M${at(end + 1, end_y)}l9,-4.5v9Z` };
    }
    const [start, end] = [from.x + (side * width) / 2, to.x - (side * width) / 2];
    const bend = (start_y + end_y) / 2 + Math.abs(end_y - start_y) / 2;
    return { path: `M${at(start, start_y)}Q${at((start + end) / 2, bend)} ${at(end - side * 6, end_y)}`, head: `M${at(end - side, end_y)}l${-side * 9},-4.5v9Z` };
}

/** Dashed curves that leave at the side and arrive from above or below, with a head. */
function influence(picture: Picture, people: Map<string, Placed>, width: number): void {
    const lines = picture.second("influence");
    if (lines === undefined) {
        return;
    }
    const weights = lines.numbers("weight");
    const most = Math.max(...weights, 1e-9);
    for (const row of lines.rows) {
        const from = people.get(lines.text("from", row));
        const to = people.get(lines.text("to", row));
        if (from === undefined || to === undefined || from === to) {
            continue;
        }
        const thickness = 1 + 1.6 * ((lines.number("weight", row) || 0) / most);
        const { path, head } = route(from, to, width, picture.sheet.width);
        picture.sheet.add("path", { d: path, fill: "none", stroke: "var(--accent)", "stroke-width": thickness, "stroke-dasharray": "5 4" });
        picture.sheet.add("path", { d: head, fill: "var(--accent)" });
    }
}

const feelings = {
    against: { sign: "\u2212", color: "var(--bad)" },
    open: { sign: "0", color: "var(--muted)" },
    for: { sign: "+", color: "var(--good)" },
};

function feeling(attitude: number): keyof typeof feelings {
    return attitude >= 0.2 ? "for" : attitude <= -0.2 ? "against" : "open";
}

function box(picture: Picture, person: Placed, width: number): void {
    const { view, sheet } = picture;
    const row = person.row;
    const [left, top] = [person.x - width / 2, person.y];
    const attitude = view.number("attitude", row);
    const { sign, color } = feelings[feeling(attitude)];
    if (view.truth("first", row)) {
        sheet.add("rect", { x: left - 5, y: top - 5, width: width + 10, height: box_height + 10, rx: 10, fill: "none", stroke: "var(--ink)", "stroke-width": 2.5 });
    }
    sheet.add("rect", { x: left, y: top, width, height: box_height, rx: 6, fill: "var(--paper)", stroke: color, "stroke-width": 2 });
    sheet.add("rect", { x: left, y: top, width: 22, height: box_height, rx: 6, fill: color });
    sheet.text(left + 11, top + box_height / 2 + 6, sign, { anchor: "middle", weight: 700, size: 16, fill: "var(--paper)" });
    const room = width - 34 - (view.truth("contact", row) ? 18 : 0);
    const role = view.text("role", row);
    if (role !== view.text("name", row) && role !== "") {
        sheet.text(left + 28, top + 17, shortened(view.text("name", row), room, 12, 600), { weight: 600 });
        sheet.text(left + 28, top + 33, shortened(role, width - 34, 11), { size: 11, fill: "var(--muted)" });
    } else {
        wrapped(view.text("name", row), room, 2, 12, 600).forEach((line, place) => sheet.text(left + 28, top + 17 + 15 * place, line, { weight: 600 }));
    }
    const value = Number.isFinite(attitude) ? (attitude > 0 ? "+" : "") + numberText(attitude, 1) : "";
    power(picture, row, left + 28, top + 50, width - 40 - textWidth(value, 11));
    sheet.text(left + width - 6, top + 54, value, { size: 11, anchor: "end", fill: "var(--muted)" });
    if (view.truth("contact", row)) {
        contact(picture, left + width - 12, top + 13);
    }
    sheet.mark(view.table.id, row, left, top, left + width, top + box_height);
}

/** A dot for each unit of power where there are few, else a bar against the most powerful. */
function power(picture: Picture, row: number, left: number, middle: number, room: number): void {
    const { view, sheet } = picture;
    const all = view.numbers("power");
    const value = view.number("power", row);
    const most = Math.max(...all, 0);
    if (!Number.isFinite(value) || most <= 0) {
        return;
    }
    if (all.every(Number.isInteger) && most <= 5) {
        for (let dot = 0; dot < value; ++dot) {
            sheet.add("circle", { cx: left + 4 + dot * 11, cy: middle, r: 4, fill: "var(--ink)" });
        }
    } else {
        const width = Math.min(60, Math.max(20, room));
        sheet.add("rect", { x: left, y: middle - 3, width, height: 6, rx: 3, fill: "var(--line)" });
        sheet.add("rect", { x: left, y: middle - 3, width: Math.max(2, (width * value) / most), height: 6, rx: 3, fill: "var(--ink)" });
    }
}

/** Our contacts wear a flag. */
function contact(picture: Picture, x: number, y: number): void {
    picture.sheet.add("path", { d: `M${x - 4},${y + 6}V${y - 6}H${x + 6}L${x + 3},${y - 2.5}L${x + 6},${y + 1}H${x - 4}`, fill: "var(--accent)", stroke: "var(--accent)", "stroke-width": 1.5 });
}

function legend(picture: Picture): void {
    const { sheet } = picture;
    const items: Sample[] = [
        ...(["for", "open", "against"] as const).map((name) => ({
            name: name === "for" ? "for us" : name === "open" ? "undecided" : "against us",
            draw: (left: number, middle: number) => {
                sheet.add("rect", { x: left + 2, y: middle - 8, width: 16, height: 16, rx: 3, fill: feelings[name].color });
                sheet.text(left + 10, middle + 4.5, feelings[name].sign, { anchor: "middle", weight: 700, size: 13, fill: "var(--paper)" });
            },
        })),
        { name: "power", draw: (left, middle) => void sheet.add("circle", { cx: left + 10, cy: middle, r: 4, fill: "var(--ink)" }) },
        { name: "our contact", draw: (left, middle) => contact(picture, left + 9, middle) },
        { name: "to win first", draw: (left, middle) => void sheet.add("rect", { x: left + 1, y: middle - 7, width: 18, height: 14, rx: 4, fill: "none", stroke: "var(--ink)", "stroke-width": 2.5 }) },
        { name: "influence", draw: (left, middle) => void sheet.add("line", { x1: left, x2: left + 20, y1: middle, y2: middle, stroke: "var(--accent)", "stroke-width": 1.8, "stroke-dasharray": "5 4" }) },
    ];
    sheet.samples(items);
}
