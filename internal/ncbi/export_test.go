package ncbi

// CheckPublic is for the tests.
var CheckPublic = checkPublic
