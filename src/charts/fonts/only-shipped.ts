// Skia would add the faces of the machine as it is loaded, and take them where ours lack a character. Import this first.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1'
