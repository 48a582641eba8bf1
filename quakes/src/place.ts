// The feed names a place by its distance and bearing from a city: "22km NNE of Hualian, Taiwan".

interface Point {
  readonly lon: number;
  readonly lat: number;
}

// Where the feed takes the city to be, within a hundred metres: all twenty recorded places come out so.
const hualien: Point = { lon: 121.6055, lat: 23.976 };
const kmPerDegree = 111.19;
const compass = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split(" ");

/** Names a point near Hualien as the feed does, in the feed's spelling of the city. */
export function placeOf(point: Point): string {
  const north = (point.lat - hualien.lat) * kmPerDegree;
  const east = (point.lon - hualien.lon) * kmPerDegree * Math.cos(radians(hualien.lat));
  const sixteenth = Math.round(Math.atan2(east, north) / radians(22.5));
  const direction = compass[(sixteenth + 16) % 16]!;
  return `${Math.floor(Math.hypot(north, east))}km ${direction} of Hualian, Taiwan`;
}

/** The point that lies so many kilometres north and east of another; good to a few dozen kilometres. */
export function shift(from: Point, by: { northKm: number; eastKm: number }): Point {
  return {
    lon: from.lon + by.eastKm / (kmPerDegree * Math.cos(radians(from.lat))),
    lat: from.lat + by.northKm / kmPerDegree,
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
