// @umessen/dicom-deidentifier, profile default: the Basic Profile, and the dummies of its manual.
export default (library) => ({
  profileOptions: [library.BasicProfile],
  dummies: { default: 'removed', lookup: {} },
});
