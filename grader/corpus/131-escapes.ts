// Tries: to write over the terminal of whoever reads the report.
// Expect: error, error, error
export const make = () => {
  console.log("\u001b[2J\u001b[H\u001b]0;all passed\u0007\u202e");
  throw new Error("\u001b[1A\u001b[2K4 of 4 points\u202e<script>alert(1)</script>=1+1");
};
