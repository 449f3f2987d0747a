// Starts the design system's components. Every page works without this file.
import { initAll } from "./design_system/nhsuk-frontend.min.js";

initAll();
