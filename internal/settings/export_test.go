package settings

// Keys are the settings that a stet.yaml may have.
var Keys = keys
