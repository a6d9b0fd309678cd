// Small line icons, drawn with currentColor.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  tick: ["0 0 17 12", "M4.5 6.6 7.4 9.5 13.2 2.8"],
  ticks: ["0 0 17 12", "M1.5 6.6 4.4 9.5 10.2 2.8M8 9.2l.4.3 5.8-6.7"],
  clock: ["0 0 17 12", "M8.5 1.5a4.5 4.5 0 1 0 .01 0zM8.5 3.5V6l1.8 1.2"],
  send: ["0 0 20 20", "M3 10h13M10.5 4.5 16 10l-5.5 5.5"],
  list: ["0 0 20 20", "M7 5.5h10M7 10h10M7 14.5h10M3.2 5.5h.1M3.2 10h.1M3.2 14.5h.1"],
  clip: ["0 0 20 20", "M14.5 9.5 9.6 14.4a3 3 0 0 1-4.3-4.2L11 4.6a2 2 0 0 1 2.9 2.8l-5.4 5.4a1 1 0 0 1-1.4-1.4l4.7-4.7"],
  link: ["0 0 20 20", "M11.5 4H16v4.5M16 4l-7 7M8 4.5H5.5A1.5 1.5 0 0 0 4 6v8.5A1.5 1.5 0 0 0 5.5 16H14a1.5 1.5 0 0 0 1.5-1.5V12"],
  reply: ["0 0 20 20", "M8 5 4 9l4 4M4.5 9H11a5 5 0 0 1 5 5v1"],
  file: ["0 0 24 24", "M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5M9 13h6M9 17h4"],
  image: ["0 0 24 24", "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01"],
  sound: ["0 0 24 24", "M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4"],
  pin: ["0 0 24 24", "M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 11.5a2.5 2.5 0 1 0-.01 0z"],
  person: ["0 0 24 24", "M12 12a4 4 0 1 0-.01 0zM4.5 20a7.5 7.5 0 0 1 15 0"],
  sun: ["0 0 24 24", "M12 16a4 4 0 1 0-.01 0zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"],
  moon: ["0 0 24 24", "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
};

export function icon(name) {
  const [viewBox, path] = PATHS[name];
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  for (const [key, value] of Object.entries({
    fill: "none", stroke: "currentColor", "stroke-width": viewBox === "0 0 17 12" ? 1.5 : 1.8,
    "stroke-linecap": "round", "stroke-linejoin": "round",
  })) line.setAttribute(key, value);
  svg.append(line);
  return svg;
}
