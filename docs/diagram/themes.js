// The two looks. AWS's icons keep their own colours in both; their line drawings take the colour of text.
export const themes = {
  light: {
    paper: "#ffffff",
    ink: "#16191f",
    faint: "#545b64",
    line: "#c6ccd4",
    card: "#ffffff",
    region: "#f7f9fb",
    vpc: "#8c4fff",
    public: "#eef7ea",
    private: "#e8f3fb",
    isolated: "#eceef8",
    way: "#0b6bcb",
    quiet: "#8a939f",
  },
  dark: {
    paper: "#0d1117",
    ink: "#e9edf3",
    faint: "#a6b0bd",
    line: "#3b4552",
    card: "#1b222c",
    region: "#131922",
    vpc: "#a878ff",
    public: "#16281c",
    private: "#132738",
    isolated: "#1d2039",
    way: "#4ea3ff",
    quiet: "#75808e",
  },
};

export const stylesheet = (colour) => `
text{font-family:Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;fill:${colour.ink};font-size:14px}
.middle{text-anchor:middle}
.title{font-size:26px;font-weight:700}
.subtitle,.legend{font-size:15px}
.legend-title{font-size:17px;font-weight:700}
.name{font-weight:600}
.note,.subtitle,.frame-label,.zone-label{fill:${colour.faint}}
.note{font-size:13.5px}
.frame-label{font-weight:600}
.paper{fill:${colour.paper}}
.region{fill:${colour.region};stroke:${colour.line};stroke-width:1.5;rx:10px}
.vpc{fill:${colour.paper};stroke:${colour.vpc};stroke-width:1.5;rx:8px}
.zone{fill:none;stroke:${colour.quiet};stroke-dasharray:2 5}
.public{fill:${colour.public};rx:6px}
.private{fill:${colour.private};rx:6px}
.isolated{fill:${colour.isolated};rx:6px}
.card{fill:${colour.card};stroke:${colour.line};rx:6px}
.chip{fill:${colour.isolated};stroke:${colour.line};rx:11px}
.door{fill:${colour.card};stroke:${colour.vpc};stroke-width:1.5;rx:9px}
.way,.quiet,.ready{fill:none;stroke-width:2;stroke-linejoin:round}
.way{stroke:${colour.way}}
.quiet{stroke:${colour.quiet};stroke-width:1.5}
.ready{stroke:${colour.quiet};stroke-width:1.5;stroke-dasharray:4 4}
.head{fill:${colour.way}}
.quiet-head{fill:${colour.quiet}}
.badge circle{fill:${colour.way};stroke:${colour.paper};stroke-width:2}
.badge text{fill:${colour.paper};font-size:13.5px;font-weight:700}
symbol{color:${colour.ink}}
`;
