/** Every how many entries nodes compare their state hashes (rule H-2). */
export const hashInterval = 256;
