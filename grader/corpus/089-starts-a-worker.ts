// Tries: to go on when its check is over.
// Expect: error, error, error
export const make = () => new Worker("data:text/javascript,for(;;);");
