"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.isRemote = isRemote;
exports.hasScheme = hasScheme;
exports.resolveLocation = resolveLocation;
exports.displayName = displayName;
const path = __importStar(require("node:path"));
const node_url_1 = require("node:url");
const pointer_1 = require("../refs/pointer");
/** True for locations that need the network. */
function isRemote(location) {
    return /^https?:\/\//i.test(location);
}
/** True for text that starts with a URI scheme: `https:`, `urn:`, `file:`; not for `C:\`. */
function hasScheme(text) {
    return /^[a-z][a-z\d+.-]+:/i.test(text);
}
/**
 * Resolves the file part of a reference against the location of the file it stands in.
 * Undefined for a scheme that cannot be read (`urn:`).
 */
function resolveLocation(base, reference) {
    if (isRemote(reference))
        return reference;
    if (/^file:\/\//i.test(reference))
        return isRemote(base) ? undefined : fromFileUrl(reference);
    if (hasScheme(reference))
        return undefined;
    if (isRemote(base))
        return new URL(reference, base).href;
    return path.resolve(path.dirname(base), (0, pointer_1.decodePercent)(reference));
}
function fromFileUrl(reference) {
    try {
        return (0, node_url_1.fileURLToPath)(reference);
    }
    catch {
        return undefined;
    }
}
/** The location as people would type it: relative to the entry's folder, with `/`. */
function displayName(location, folder) {
    if (isRemote(location))
        return location;
    return path.relative(folder, location).split(path.sep).join('/');
}
