/** Takes something away; these, as the tables of asks begin with them. */
export const OFF =
  '(remove | delete | drop | clear | cancel | strip | get rid of | take away | take off | turn off | switch off | disable | erase | lose | kill)';
export const NO_NEED = "(i | we) (don't | do not | dont | no longer) need|want";
export const NEEDS_NO =
  "(doesn't need | does not need | doesnt need | don't need | do not need | need no | no longer needs | needs no | should not have | shouldn't have | doesn't have | must not have)";
